package io.awfar.dedup.normalise;

import io.awfar.schemas.id.StableId;
import io.awfar.whatsapp.ChannelEvent;
import io.awfar.whatsapp.RawEvent;
import tools.jackson.databind.JsonNode;

/// Normalises everything that is neither a message nor a status: any JSON is welcome.
final class ChannelEvents {

  private ChannelEvents() {}

  static Normalised normalise(RawEvent event, String channelId, JsonNode value) {
    return new Normalised.OfChannelEvent(
        ChannelEvent.newBuilder()
            .setEventId(StableId.channelEvent(event.getOwnerId(), event.getIdentity()))
            .setOwnerId(event.getOwnerId())
            .setChannelId(channelId)
            .setBusinessAccountId(CleanText.of(event.getBusinessAccountId()))
            .setField(CleanText.of(event.getField()))
            .setReceivedAt(event.getReceivedAt())
            .setContent(PayloadJson.write(value))
            .build());
  }
}
