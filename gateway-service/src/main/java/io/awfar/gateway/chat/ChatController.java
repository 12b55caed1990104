package io.awfar.gateway.chat;

import io.awfar.gateway.auth.Caller;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.openapi.Refuses;
import io.awfar.gateway.page.Page;
import io.awfar.gateway.page.PageParameters;
import io.awfar.gateway.page.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Lists the chats of the caller's workspace.
@RestController
@RequestMapping(path = "/api/whatsapp/chats", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Chats")
class ChatController {

  private final ChatQueries chats;

  ChatController(ChatQueries chats) {
    this.chats = chats;
  }

  @GetMapping
  @Operation(summary = "List chats, the one with the latest message first")
  @PageParameters
  @Refuses({ErrorCode.VALIDATION_FAILED, ErrorCode.DATABASE_UNAVAILABLE})
  Mono<Page<Chat>> listChats(
      @Parameter(hidden = true) Caller caller, @Parameter(hidden = true) PageRequest page) {
    return chats.page(caller.workspaceId(), page);
  }
}
