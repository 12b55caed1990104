package io.awfar.ingest.send;

import java.net.URI;
import java.util.UUID;

/// A number as far as sending is concerned.
///
/// @param messagesUrl where its messages are posted
/// @param sendsPerSecond its pace
/// @param active whether its owner lets it send
/// @param version rises with each change of it
record SendingChannel(
    String channelId,
    UUID ownerId,
    URI messagesUrl,
    String accessToken,
    int sendsPerSecond,
    boolean active,
    long version) {

  /// Without the token.
  @Override
  public String toString() {
    return "SendingChannel[" + channelId + ", version=" + version + ']';
  }
}
