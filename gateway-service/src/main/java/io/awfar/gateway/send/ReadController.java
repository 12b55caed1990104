package io.awfar.gateway.send;

import io.awfar.gateway.auth.Caller;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import io.awfar.gateway.openapi.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Marks messages of the caller's workspace as read; not for analysts.
///
/// No key is needed: what was read already is not told again.
@RestController
@RequestMapping(path = "/api/whatsapp", produces = MediaType.APPLICATION_JSON_VALUE)
class ReadController {

  private final ReadMarkQueries marks;
  private final SendDesk desk;

  ReadController(ReadMarkQueries marks, SendDesk desk) {
    this.marks = marks;
    this.desk = desk;
  }

  @PostMapping("/messages/{id}/read")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Tag(name = "Messages")
  @Operation(
      summary = "Mark a message of a contact as read, and all before it",
      description =
          "The contact is shown that it was read, and the chat's `unreadCount` becomes that of the"
              + " newer ones. Doing it again changes nothing.")
  @Refuses({
    ErrorCode.FORBIDDEN,
    ErrorCode.MESSAGE_NOT_FOUND,
    ErrorCode.ROUTE_NOT_FOUND,
    ErrorCode.CHANNEL_UNKNOWN,
    ErrorCode.CHANNEL_UNUSABLE,
    ErrorCode.INVALID_RECIPIENT,
    ErrorCode.MESSAGE_UNKNOWN,
    ErrorCode.BUSY,
    ErrorCode.KAFKA_UNAVAILABLE,
    ErrorCode.DATABASE_UNAVAILABLE
  })
  Mono<ReadReceipt> readMessage(@Parameter(hidden = true) Caller caller, @PathVariable UUID id) {
    return read(caller, marks.ofMessage(caller.workspaceId(), id), ErrorCode.MESSAGE_NOT_FOUND);
  }

  @PostMapping("/chats/{id}/read")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Tag(name = "Chats")
  @Operation(
      summary = "Mark all of a chat as read",
      description =
          "By its newest message of the contact. What comes in at this very moment counts as read,"
              + " too; whoever knows the last message that was seen marks that instead.")
  @Refuses({
    ErrorCode.FORBIDDEN,
    ErrorCode.CHAT_NOT_FOUND,
    ErrorCode.ROUTE_NOT_FOUND,
    ErrorCode.CHANNEL_UNKNOWN,
    ErrorCode.CHANNEL_UNUSABLE,
    ErrorCode.INVALID_RECIPIENT,
    ErrorCode.MESSAGE_UNKNOWN,
    ErrorCode.BUSY,
    ErrorCode.KAFKA_UNAVAILABLE,
    ErrorCode.DATABASE_UNAVAILABLE
  })
  Mono<ReadReceipt> readChat(@Parameter(hidden = true) Caller caller, @PathVariable UUID id) {
    return read(caller, marks.ofChat(caller.workspaceId(), id), ErrorCode.CHAT_NOT_FOUND);
  }

  private Mono<ReadReceipt> read(Caller caller, Mono<ReadMark> found, ErrorCode missing) {
    return found
        .switchIfEmpty(Mono.error(() -> new RefusedException(missing)))
        .flatMap(mark ->
            desk.read(caller, mark)
                .map(sendId -> new ReadReceipt(sendId, mark.chatId(), "queued"))
                .defaultIfEmpty(new ReadReceipt(null, mark.chatId(), "unchanged")));
  }
}
