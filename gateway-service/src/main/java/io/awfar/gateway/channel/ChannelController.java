package io.awfar.gateway.channel;

import io.awfar.gateway.auth.Caller;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.openapi.Refuses;
import io.awfar.schemas.channel.ManagedChannel;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Manages the numbers of the caller's workspace; for administrators only.
@RestController
@RequestMapping(path = ChannelController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Channels")
class ChannelController {

  static final String PATH = "/api/whatsapp/channels";

  private final ChannelStore channels;
  private final ChannelCheck check;

  ChannelController(ChannelStore channels, ChannelCheck check) {
    this.channels = channels;
    this.check = check;
  }

  @GetMapping
  @Operation(summary = "List the channels of the workspace, by id")
  @Refuses({ErrorCode.FORBIDDEN, ErrorCode.KAFKA_UNAVAILABLE})
  Mono<ChannelDetails.Listing> listChannels(@Parameter(hidden = true) Caller caller) {
    return Mono.fromSupplier(() ->
        new ChannelDetails.Listing(
            channels.all(caller.workspaceId()).stream().map(ChannelDetails::of).toList()));
  }

  @GetMapping("/{id}")
  @Operation(
      summary = "Tell a channel, and its version as entity tag",
      responses = {
        @ApiResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = ChannelDetails.class))),
        @ApiResponse(
            responseCode = "304",
            description = "It still has a version that the request names",
            content = @Content)
      })
  @Parameter(
      in = ParameterIn.HEADER,
      name = HttpHeaders.IF_NONE_MATCH,
      description = "Entity tags of versions that need not be told again",
      schema = @Schema(type = "string"))
  @Refuses({ErrorCode.FORBIDDEN, ErrorCode.CHANNEL_NOT_FOUND, ErrorCode.KAFKA_UNAVAILABLE})
  Mono<ResponseEntity<ChannelDetails>> getChannel(
      @Parameter(hidden = true) Caller caller, @PathVariable String id) {
    return Mono.fromSupplier(() -> answer(channels.get(caller.workspaceId(), id)));
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Manage a number from now on",
      description =
          "All services know it within a second. Its secrets are never told again. WhatsApp is"
              + " asked first whether the access token may use the number and the account has it;"
              + " only the deployment's own workspace may leave the token out.")
  @Refuses({
    ErrorCode.FORBIDDEN,
    ErrorCode.CHANNEL_EXISTS,
    ErrorCode.CHANNELS_EXHAUSTED,
    ErrorCode.APP_SECRETS_EXHAUSTED,
    ErrorCode.CHANNEL_UNPROVEN,
    ErrorCode.WHATSAPP_UNAVAILABLE,
    ErrorCode.BUSY,
    ErrorCode.KEYS_MISSING,
    ErrorCode.KAFKA_UNAVAILABLE,
    ErrorCode.DATABASE_UNAVAILABLE
  })
  Mono<ResponseEntity<ChannelDetails>> createChannel(
      @Parameter(hidden = true) Caller caller, @Valid @RequestBody NewChannel channel) {
    return channels
        .create(caller, channel)
        .map(created ->
            ResponseEntity.created(URI.create(PATH + "/" + created.channelId()))
                .eTag(tag(created))
                .body(ChannelDetails.of(created)));
  }

  @PatchMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Change a channel",
      description =
          "What the body does not name stays; its secrets are encrypted with the newest key."
              + " Another access token or account must be shown to be the number's, as for a new"
              + " channel.")
  @Refuses({
    ErrorCode.FORBIDDEN,
    ErrorCode.CHANNEL_NOT_FOUND,
    ErrorCode.VERSION_MISSING,
    ErrorCode.VERSION_OUTDATED,
    ErrorCode.CREDENTIALS_UNREADABLE,
    ErrorCode.APP_SECRETS_EXHAUSTED,
    ErrorCode.CHANNEL_UNPROVEN,
    ErrorCode.WHATSAPP_UNAVAILABLE,
    ErrorCode.BUSY,
    ErrorCode.KEYS_MISSING,
    ErrorCode.KAFKA_UNAVAILABLE,
    ErrorCode.DATABASE_UNAVAILABLE
  })
  Mono<ResponseEntity<ChannelDetails>> changeChannel(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @Valid @RequestBody ChannelPatch patch) {
    return Mono.fromSupplier(() -> ChannelVersions.of(ifMatch))
        .flatMap(versions -> channels.change(caller, id, patch, versions))
        .map(ChannelController::answer);
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Manage a number no longer")
  @Refuses({
    ErrorCode.FORBIDDEN,
    ErrorCode.CHANNEL_NOT_FOUND,
    ErrorCode.VERSION_MISSING,
    ErrorCode.VERSION_OUTDATED,
    ErrorCode.BUSY,
    ErrorCode.KAFKA_UNAVAILABLE,
    ErrorCode.DATABASE_UNAVAILABLE
  })
  Mono<Void> deleteChannel(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    return Mono.fromSupplier(() -> ChannelVersions.of(ifMatch))
        .flatMap(versions -> channels.delete(caller, id, versions));
  }

  @PostMapping("/{id}/check")
  @Operation(
      summary = "Ask WhatsApp for the number with the channel's own token",
      description = "Changes nothing. The answer says what WhatsApp made of it.")
  @Refuses({
    ErrorCode.FORBIDDEN,
    ErrorCode.CHANNEL_NOT_FOUND,
    ErrorCode.CREDENTIALS_UNREADABLE,
    ErrorCode.KAFKA_UNAVAILABLE
  })
  Mono<CheckedChannel> checkChannel(
      @Parameter(hidden = true) Caller caller, @PathVariable String id) {
    return Mono.fromSupplier(() -> channels.get(caller.workspaceId(), id)).flatMap(check::of);
  }

  private static ResponseEntity<ChannelDetails> answer(ManagedChannel channel) {
    return ResponseEntity.ok().eTag(tag(channel)).body(ChannelDetails.of(channel));
  }

  private static String tag(ManagedChannel channel) {
    return ChannelVersions.tag(channel.channel().getVersion());
  }
}
