package io.awfar.guarantees.verify;

import io.awfar.schemas.id.StableId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// Finds the identity of a channel event by our id of it, which is all that topics and rows say.
final class ChannelEventNames {

  private final Map<String, String> identities = new HashMap<>();

  /// Learns the identities that there may be.
  void learn(UUID ownerId, Collection<String> candidates) {
    for (String identity : candidates) {
      identities.put(StableId.channelEvent(ownerId, identity).toString(), identity);
    }
  }

  /// The identity, or the id itself with a word before it if it is none of those learnt.
  String identity(String id) {
    return identities.getOrDefault(id, "channel-event " + id);
  }
}
