package io.awfar.dedup.normalise;

import io.awfar.whatsapp.CallEvent;
import io.awfar.whatsapp.ChannelEvent;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Steps of calls: `calls`, and for those of the business also `statuses`, which tell that it
/// rings, is taken or is refused.
final class CallDetails {

  private CallDetails() {}

  static void read(JsonFields value, ChannelEvent.Builder event) {
    event.setCalls(
        Stream.of("calls", "statuses")
            .flatMap(member -> value.objects(member).stream())
            .map(step -> call(step, event))
            .toList());
  }

  private static CallEvent call(JsonFields step, ChannelEvent.Builder event) {
    return CallEvent.newBuilder()
        .setCallId(first(step, "id", "wacid"))
        .setEvent(step.text("event"))
        .setStatus(step.text("status"))
        .setDirection(step.text("direction"))
        .setFrom(step.id("from"))
        .setFromUserId(step.id("from_user_id"))
        .setTo(first(step, "to", "recipient_id"))
        .setToUserId(first(step, "to_user_id", "recipient_user_id"))
        .setSdpType(step.textIn("session", "sdp_type"))
        .setOccurredAt(step.secondsOfPast("timestamp", event.getReceivedAt()))
        .setStartedAtMillis(step.millis("start_time"))
        .setEndedAtMillis(step.millis("end_time"))
        .setDurationSeconds(step.number("duration"))
        .setDeeplinkPayload(step.text("deeplink_payload"))
        .setCtaPayload(step.text("cta_payload"))
        .setCallbackData(step.text("biz_opaque_callback_data"))
        .setErrors(Errors.of(step))
        .build();
  }

  private static @Nullable String first(JsonFields step, String name, String otherName) {
    String id = step.id(name);
    return id == null ? step.id(otherName) : id;
  }
}
