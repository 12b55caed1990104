package io.awfar.gateway.channel;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/// Whether a workspace is connected to WhatsApp, and by which numbers.
record WorkspaceStatus(
    @Schema(description = "Whether one of its numbers sends and receives") boolean connected,
    List<ChannelStatus> channels) {

  static WorkspaceStatus of(List<ChannelStatus> channels) {
    return new WorkspaceStatus(
        channels.stream().anyMatch(ChannelStatus::sendsAndReceives), channels);
  }
}
