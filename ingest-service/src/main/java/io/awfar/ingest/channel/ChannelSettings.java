package io.awfar.ingest.channel;

import io.awfar.schemas.channel.ConfiguredWorkspaces;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Whose numbers these are.
///
/// @param ownerId the workspace of every channel that is not managed and that `owners` does not
///   name
/// @param owners the workspace of a channel, by WhatsApp's phone number id or business account id
/// @param keys JWK set of the keys that credentials of managed channels are encrypted with
/// @param appSecretsMax most app secrets of managed channels, all of which a wrong signature is
///   compared with
public record ChannelSettings(
    @DefaultValue("00000000-0000-4000-8000-000000000001") UUID ownerId,
    @DefaultValue Map<String, UUID> owners,
    @DefaultValue("") String keys,
    @DefaultValue("32") @Min(1) @Max(1000) int appSecretsMax) {

  public ChannelSettings {
    owners = Map.copyOf(owners);
  }

  /// The entries by themselves.
  public ConfiguredWorkspaces configured() {
    return new ConfiguredWorkspaces(owners);
  }

  /// Without the keys.
  @Override
  public String toString() {
    return "ChannelSettings[ownerId=%s, %d owners]".formatted(ownerId, owners.size());
  }
}
