package io.awfar.standalone;

import io.awfar.whatsapp.ChannelEvent;
import java.time.Instant;
import java.util.UUID;

/// Records to send round.
final class Events {

  static final ChannelEvent ACCOUNT_UPDATE =
      ChannelEvent.newBuilder()
          .setEventId(new UUID(1, 2))
          .setOwnerId(new UUID(3, 4))
          .setChannelId("106540352242922")
          .setBusinessAccountId("419561257915477")
          .setField("account_update")
          .setReceivedAt(Instant.ofEpochMilli(1_760_000_000_123L))
          .setContent("{\"event\":\"مرحبا 👋\"}")
          .build();

  private Events() {}
}
