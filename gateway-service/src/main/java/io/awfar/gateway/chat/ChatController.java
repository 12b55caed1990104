package io.awfar.gateway.chat;

import io.awfar.gateway.auth.Caller;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import io.awfar.gateway.openapi.Refuses;
import io.awfar.gateway.page.Page;
import io.awfar.gateway.page.PageParameters;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Shows the chats of the caller's workspace.
@RestController
@RequestMapping(path = ChatController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Chats")
class ChatController {

  static final String PATH = "/api/whatsapp/chats";

  private final ChatQueries chats;

  ChatController(ChatQueries chats) {
    this.chats = chats;
  }

  @GetMapping
  @Operation(
      summary = "List chats, the one with the latest message first",
      description = "With several filters only those that all of them let through.")
  @PageParameters
  @Parameter(
      name = "assignee",
      in = ParameterIn.QUERY,
      description = "Only those that this user answers: its id, or `me`, or `none` for nobody",
      schema = @Schema(implementation = String.class, example = "me"))
  @Parameter(
      name = "state",
      in = ParameterIn.QUERY,
      description = "Only those in this state",
      schema =
          @Schema(
              implementation = String.class,
              allowableValues = {"open", "closed"}))
  @Parameter(
      name = "label",
      in = ParameterIn.QUERY,
      description = "Only those with the label of this id",
      schema = @Schema(implementation = UUID.class))
  @Parameter(
      name = "channelId",
      in = ParameterIn.QUERY,
      description = "Only those with this number of ours",
      schema = @Schema(implementation = String.class, example = "106540352242922"))
  @Parameter(
      name = "unread",
      in = ParameterIn.QUERY,
      description = "Only those with messages that nobody has read",
      schema =
          @Schema(
              implementation = String.class,
              allowableValues = {"true"}))
  @Refuses({ErrorCode.VALIDATION_FAILED, ErrorCode.DATABASE_UNAVAILABLE})
  Mono<Page<Chat>> listChats(
      @Parameter(hidden = true) Caller caller,
      @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query) {
    return chats.page(caller.workspaceId(), ChatListRequest.of(query, caller.userId()));
  }

  @GetMapping("/{id}")
  @Operation(
      summary = "Tell a chat",
      description = "Also by an id that it had before it became part of another.")
  @Refuses({ErrorCode.CHAT_NOT_FOUND, ErrorCode.ROUTE_NOT_FOUND, ErrorCode.DATABASE_UNAVAILABLE})
  Mono<Chat> getChat(@Parameter(hidden = true) Caller caller, @PathVariable UUID id) {
    return chats
        .one(caller.workspaceId(), id)
        .switchIfEmpty(Mono.error(() -> new RefusedException(ErrorCode.CHAT_NOT_FOUND)));
  }
}
