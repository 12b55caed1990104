package io.awfar.ingest.send;

import org.jspecify.annotations.Nullable;

/// The numbers that can send. Asked for each send, so never waits.
@FunctionalInterface
interface SendingChannels {

  /// The number as it is now, null if there is none of this id.
  @Nullable SendingChannel find(String channelId);
}
