package io.awfar.gateway.channel;

import io.awfar.whatsapp.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One change of a channel: what it is from now on, and who did what.
///
/// @param after null if it is deleted
/// @param changedBy null for the gateway itself
/// @param fields the names of what is different, and nothing of their values
record ChannelChange(
    String channelId,
    long version,
    UUID workspaceId,
    @Nullable UUID changedBy,
    Instant changedAt,
    Action action,
    List<String> fields,
    @Nullable Channel after) {

  enum Action {
    CREATED,
    CHANGED,
    /// Its secrets are the same, encrypted with the first key.
    ENCRYPTED,
    DELETED;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
