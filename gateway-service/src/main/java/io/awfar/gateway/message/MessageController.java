package io.awfar.gateway.message;

import io.awfar.gateway.auth.Caller;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import io.awfar.gateway.openapi.Refuses;
import io.awfar.gateway.page.JsonPage;
import io.awfar.gateway.page.Page;
import io.awfar.gateway.page.PageParameters;
import io.awfar.gateway.page.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Lists the messages of a chat of the caller's workspace.
@RestController
@RequestMapping(
    path = "/api/whatsapp/chats/{id}/messages",
    produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Messages")
class MessageController {

  private final MessageQueries messages;

  MessageController(MessageQueries messages) {
    this.messages = messages;
  }

  @GetMapping
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

  /// What a [JsonPage] of messages reads like, for the API's document.
  private record MessagePage(List<Message> data, Page.Pagination pagination) {}
}
