package io.awfar.gateway.channel;

import io.awfar.gateway.auth.Caller;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.Problem;
import io.awfar.gateway.error.RefusedException;
import io.awfar.gateway.openapi.Refuses;
import io.awfar.schemas.channel.ManagedChannel;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Tells whether the caller's workspace is connected to WhatsApp.
@RestController
@RequestMapping(path = "/api/whatsapp", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Channels")
class WorkspaceStatusController {

  private final ChannelStore channels;
  private final ChannelStatuses statuses;

  WorkspaceStatusController(ChannelStore channels, ChannelStatuses statuses) {
    this.channels = channels;
    this.statuses = statuses;
  }

  @GetMapping("/status")
  @Operation(summary = "Tell whether the workspace is connected, and by which numbers")
  @Refuses(ErrorCode.KAFKA_UNAVAILABLE)
  Mono<WorkspaceStatus> getStatus(@Parameter(hidden = true) Caller caller) {
    return Mono.fromSupplier(() -> WorkspaceStatus.of(numbers(caller.workspaceId())));
  }

  @GetMapping("/qr")
  @Operation(
      summary = "Ask for the QR code that links a number",
      description =
          "Numbers of the Cloud API, which are all that there are, are not linked by one: 409,"
              + " whether the workspace has none, one or several.",
      responses =
          @ApiResponse(
              responseCode = "409",
              description = "The number is not linked by a QR code",
              content = @Content(schema = @Schema(implementation = Problem.class))))
  @Refuses({
    ErrorCode.CHANNEL_NOT_FOUND,
    ErrorCode.CHANNEL_NOT_LINKED_BY_QR,
    ErrorCode.KAFKA_UNAVAILABLE
  })
  Mono<Void> getQrCode(
      @Parameter(hidden = true) Caller caller,
      @RequestParam(required = false) @Nullable String channelId) {
    return Mono.defer(() -> Mono.error(refusal(numbers(caller.workspaceId()), channelId)));
  }

  private static RefusedException refusal(List<ChannelStatus> numbers, @Nullable String channelId) {
    boolean strange =
        channelId != null
            && !channelId.isBlank()
            && numbers.stream().noneMatch(number -> number.id().equals(channelId));
    return new RefusedException(
        strange ? ErrorCode.CHANNEL_NOT_FOUND : ErrorCode.CHANNEL_NOT_LINKED_BY_QR);
  }

  private List<ChannelStatus> numbers(UUID workspaceId) {
    List<ManagedChannel> managed = channels.all(workspaceId);
    return Stream.concat(managed.stream().map(statuses::of), statuses.given(workspaceId, managed))
        .toList();
  }
}
