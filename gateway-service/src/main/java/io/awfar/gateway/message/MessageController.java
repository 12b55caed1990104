package io.awfar.gateway.message;

import io.awfar.gateway.auth.Caller;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import io.awfar.gateway.openapi.Refuses;
import io.awfar.gateway.page.JsonPage;
import io.awfar.gateway.page.PageParameters;
import io.awfar.gateway.page.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Shows messages of the caller's workspace: those of a chat, or one.
@RestController
@RequestMapping(path = "/api/whatsapp", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Messages")
class MessageController {

  private final MessageQueries messages;
  private final MessageDetailQueries details;

  MessageController(MessageQueries messages, MessageDetailQueries details) {
    this.messages = messages;
    this.details = details;
  }

  @GetMapping("/chats/{id}/messages")
  @Operation(
      summary = "List the messages of a chat, the newest first",
      responses =
          @ApiResponse(
              responseCode = "200",
              description = "OK",
              content = @Content(schema = @Schema(implementation = MessagePage.class))))
  @PageParameters
  @Refuses({
    ErrorCode.VALIDATION_FAILED,
    ErrorCode.CHAT_NOT_FOUND,
    ErrorCode.ROUTE_NOT_FOUND,
    ErrorCode.DATABASE_UNAVAILABLE
  })
  Mono<byte[]> listMessages(
      @Parameter(hidden = true) Caller caller,
      @PathVariable UUID id,
      @Parameter(hidden = true) PageRequest page) {
    return messages
        .page(caller.workspaceId(), id, page)
        .map(JsonPage::json)
        .switchIfEmpty(Mono.error(() -> new RefusedException(ErrorCode.CHAT_NOT_FOUND)));
  }

  @GetMapping("/messages/{id}")
  @Operation(
      summary = "Tell a message with all that has become of it",
      description =
          "By our id of it. Beside what the list says: every status with its time, recipient, error"
              + " and price, every edit and every reaction.",
      responses =
          @ApiResponse(
              responseCode = "200",
              description = "OK",
              content = @Content(schema = @Schema(implementation = MessageDetails.class))))
  @Refuses({ErrorCode.MESSAGE_NOT_FOUND, ErrorCode.ROUTE_NOT_FOUND, ErrorCode.DATABASE_UNAVAILABLE})
  Mono<byte[]> getMessage(@Parameter(hidden = true) Caller caller, @PathVariable UUID id) {
    return details
        .find(caller.workspaceId(), id)
        .switchIfEmpty(Mono.error(() -> new RefusedException(ErrorCode.MESSAGE_NOT_FOUND)));
  }
}
