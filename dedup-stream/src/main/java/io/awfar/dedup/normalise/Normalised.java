package io.awfar.dedup.normalise;

import io.awfar.whatsapp.ChannelEvent;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.MessageStatus;

/// What became of one raw event.
public sealed interface Normalised {

  /// A message for the messages topic.
  record OfMessage(Message message) implements Normalised {}

  /// A status for the statuses topic.
  record OfStatus(MessageStatus status) implements Normalised {}

  /// A channel event for its topic.
  record OfChannelEvent(ChannelEvent event) implements Normalised {}

  /// An event that cannot be used.
  ///
  /// @param detail what exactly is wrong, never the content itself
  record Quarantined(Reason reason, String detail) implements Normalised {}
}
