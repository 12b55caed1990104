package io.awfar.gateway.channel;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether a workspace is connected to WhatsApp, and by which numbers.
record WorkspaceStatus(
    @Schema(description = "Whether one of its numbers sends and receives") boolean connected,
    List<NumberStatus> channels) {

  /// @param managed false for what the deployment gives the workspace by itself, of which nothing
  ///   else is known here
  @Schema(name = "ChannelStatus")
  record NumberStatus(
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
      @Schema(description = "Whether it is managed at /api/whatsapp/channels") boolean managed) {

    boolean isConnected() {
      return usable && state.equals("active");
    }
  }

  static WorkspaceStatus of(List<NumberStatus> channels) {
    return new WorkspaceStatus(channels.stream().anyMatch(NumberStatus::isConnected), channels);
  }
}
