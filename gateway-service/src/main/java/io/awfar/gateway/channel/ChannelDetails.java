package io.awfar.gateway.channel;

import io.awfar.schemas.channel.ManagedChannel;
import io.awfar.whatsapp.Channel;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A channel as its workspace sees it: of its secrets only whether they are set.
record ChannelDetails(
    @Schema(description = "WhatsApp's phone number id") String id,
    String businessAccountId,
    String name,
    @Schema(
            description = "A paused one receives, and its sends wait",
            allowableValues = {"active", "paused"})
        String state,
    @Schema(description = "Most messages sent in a second") int sendsPerSecond,
    Secret appSecret,
    Secret accessToken,
    Secret verifyToken,
    @Schema(description = "Whether its secrets can be read; if not, give all of them anew")
        boolean usable,
    @Schema(description = "The entity tag is this in quotes") long version,
    Instant updatedAt,
    @Schema(description = "The user who did; null after a change of keys")
        @Nullable UUID updatedBy) {

  /// @param changedAt when it was set
  @Schema(name = "ChannelSecret")
  record Secret(boolean set, @Nullable Instant changedAt) {}

  /// All channels of a workspace, which are not many.
  @Schema(name = "ChannelList")
  record Listing(List<ChannelDetails> data) {}

  static ChannelDetails of(ManagedChannel managed) {
    Channel channel = managed.channel();
    return new ChannelDetails(
        channel.getChannelId(),
        channel.getBusinessAccountId(),
        channel.getName(),
        channel.getState().name().toLowerCase(Locale.ROOT),
        channel.getSendsPerSecond(),
        secret(channel.getAppSecretChangedAt()),
        secret(channel.getAccessTokenChangedAt()),
        secret(channel.getVerifyTokenChangedAt()),
        managed.secrets().isPresent(),
        channel.getVersion(),
        channel.getUpdatedAt(),
        channel.getUpdatedBy());
  }

  private static Secret secret(@Nullable Instant changedAt) {
    return new Secret(changedAt != null, changedAt);
  }
}
