package io.awfar.dedup.normalise;

import io.awfar.whatsapp.CallEvent;
import io.awfar.whatsapp.ChannelEvent;

/// Steps of calls.
final class CallDetails {

  private CallDetails() {}

  static void read(JsonFields value, ChannelEvent.Builder event) {
    event.setCalls(value.objects("calls").stream().map(step -> call(step, event)).toList());
  }

  private static CallEvent call(JsonFields step, ChannelEvent.Builder event) {
    String id = step.id("id");
    return CallEvent.newBuilder()
        .setCallId(id == null ? step.id("wacid") : id)
        .setEvent(step.text("event"))
        .setStatus(step.text("status"))
        .setDirection(step.text("direction"))
        .setFrom(step.id("from"))
        .setFromUserId(step.id("from_user_id"))
        .setTo(step.id("to"))
        .setToUserId(step.id("to_user_id"))
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
}
