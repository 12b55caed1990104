package io.awfar.dedup.normalise;

import io.awfar.whatsapp.RawEvent;
import java.nio.charset.StandardCharsets;

/// Normalises what became of our sends: `{"statuses": [the outcome]}`, in the shape of a status.
///
/// An outcome needs the id of the send and a name. One without an id of WhatsApp's, since there is
/// no message or none that is known, has that of the send in its place, so that it stays apart from
/// others.
final class SendOutcomes {

  private SendOutcomes() {}

  static Normalised normalise(RawEvent event, String channelId, JsonFields value) {
    return switch (OnlyElement.of(value, "statuses")) {
      case OnlyElement.None none -> none.quarantined();
      case OnlyElement.Found(JsonFields outcome) -> outcomeOf(event, channelId, outcome);
    };
  }

  private static Normalised outcomeOf(RawEvent event, String channelId, JsonFields outcome) {
    String sendId = outcome.text("biz_opaque_callback_data");
    if (sendId == null || sendId.getBytes(StandardCharsets.UTF_8).length > WaMessageId.BYTES_MAX) {
      return new Normalised.Quarantined(
          Reason.MISSING_ID, "statuses[0].biz_opaque_callback_data is not a usable string");
    }
    String waMessageId = WaMessageId.of(outcome);
    return StatusEvents.statusOf(
        event, channelId, outcome, waMessageId == null ? sendId : waMessageId);
  }
}
