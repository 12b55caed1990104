package io.awfar.gateway.channel;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A number as its whole workspace sees it.
///
/// @param managed false for what the deployment gives the workspace by itself, of which nothing
///   else is known here
public record ChannelStatus(
    @Schema(
            description =
                "WhatsApp's phone number id; of a number that is not managed perhaps that of its"
                    + " account")
        String id,
    @Nullable String name,
    @Schema(
            description = "A paused one receives, and its sends wait",
            allowableValues = {"active", "paused"})
        String state,
    @Schema(description = "Whether its secrets can be read") boolean usable,
    @Schema(
            description = "How it is connected: as a number of the Cloud API",
            allowableValues = "cloud")
        String connection,
    @Schema(description = "Whether it is managed at /api/whatsapp/channels") boolean managed,
    @Schema(description = "Grows with each change of the number; null if it is not managed")
        @Nullable Long version) {

  private static final String ACTIVE = "active";
  private static final String DELETED = "deleted";
  private static final String CLOUD = "cloud";

  static ChannelStatus managed(String id, String name, String state, boolean usable, long version) {
    return new ChannelStatus(id, name, state, usable, CLOUD, true, version);
  }

  /// One that the deployment gives.
  static ChannelStatus given(String id) {
    return new ChannelStatus(id, null, ACTIVE, true, CLOUD, false, null);
  }

  /// One that its workspace does not have any more.
  static ChannelStatus deleted(String id) {
    return new ChannelStatus(id, null, DELETED, false, CLOUD, false, null);
  }

  boolean sendsAndReceives() {
    return usable && state.equals(ACTIVE);
  }
}
