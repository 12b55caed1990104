package io.awfar.ingest.channel;

import java.util.Map;
import java.util.UUID;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Whose numbers these are.
///
/// @param ownerId the workspace of every channel that `owners` does not name
/// @param owners the workspace of a channel, by WhatsApp's phone number id or business account id
public record ChannelSettings(
    @DefaultValue("00000000-0000-4000-8000-000000000001") UUID ownerId,
    @DefaultValue Map<String, UUID> owners) {

  public ChannelSettings {
    owners = Map.copyOf(owners);
  }
}
