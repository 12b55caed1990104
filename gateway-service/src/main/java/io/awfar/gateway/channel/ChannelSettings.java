package io.awfar.gateway.channel;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How channels are kept and checked.
///
/// @param ownerId the workspace that the deployment itself, its token and its numbers belong to
/// @param keys JWK set of the keys for their secrets: the first encrypts; empty: none can be
///   written
/// @param topicReplicationFactor copies of the topic if it is missing, -1 for the cluster's default
/// @param perWorkspaceMax most channels of a workspace
/// @param appSecretsMax most different app secrets of all channels; ingest-service compares a wrong
///   signature with every one
/// @param writeTimeMax longest time for a change, from asking who else changes to reading it back
/// @param apiUrl base of WhatsApp's API
/// @param checkTimeMax longest wait for WhatsApp's answer to a check
public record ChannelSettings(
    @DefaultValue("00000000-0000-4000-8000-000000000001") UUID ownerId,
    @DefaultValue("") String keys,
    @DefaultValue("-1") @Min(-1) short topicReplicationFactor,
    @DefaultValue("200") @Min(1) @Max(10_000) int perWorkspaceMax,
    @DefaultValue("32") @Min(1) @Max(1000) int appSecretsMax,
    @DefaultValue("10s") @DurationMin(seconds = 1) @DurationMax(minutes = 1) Duration writeTimeMax,
    @DefaultValue("https://graph.facebook.com") URI apiUrl,
    @DefaultValue("v23.0") @Pattern(regexp = "v[0-9.]{1,8}") String apiVersion,
    @DefaultValue("10s") @DurationMin(seconds = 1) @DurationMax(minutes = 1)
        Duration checkTimeMax) {

  /// Without the keys.
  @Override
  public String toString() {
    return "ChannelSettings[perWorkspaceMax: %d, apiUrl: %s]".formatted(perWorkspaceMax, apiUrl);
  }
}
