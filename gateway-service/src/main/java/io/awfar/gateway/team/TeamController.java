package io.awfar.gateway.team;

import io.awfar.gateway.auth.Caller;
import io.awfar.gateway.chat.Chat;
import io.awfar.gateway.chat.ChatQueries;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import io.awfar.gateway.openapi.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Says who answers a chat of the caller's workspace, whether it is closed, and its labels; not for
/// analysts. To say the same again changes nothing and is answered alike.
@RestController
@RequestMapping(path = TeamController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Teams")
class TeamController {

  static final String PATH = "/api/whatsapp/chats/{id}";

  private final TeamQueries team;
  private final ChatQueries chats;

  TeamController(TeamQueries team, ChatQueries chats) {
    this.team = team;
    this.chats = chats;
  }

  @PostMapping(path = "/assign", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Say who answers a chat",
      description =
          "Supervisors and administrators say it of anybody. An agent takes a chat that nobody"
              + " has: of two at the same moment the first gets it, and the other"
              + " `chat_assigned`.")
  @Refuses({
    ErrorCode.FORBIDDEN,
    ErrorCode.CHAT_NOT_FOUND,
    ErrorCode.ROUTE_NOT_FOUND,
    ErrorCode.CHAT_ASSIGNED,
    ErrorCode.ASSIGNEE_UNKNOWN,
    ErrorCode.DATABASE_UNAVAILABLE
  })
  Mono<Chat> assignChat(
      @Parameter(hidden = true) Caller caller,
      @PathVariable UUID id,
      @Valid @RequestBody NewAssignee assignee) {
    TeamRoles.requireAnswering(caller);
    UUID userId = UUID.fromString(assignee.userId());
    boolean directs = TeamRoles.directs(caller);
    if (!directs && !userId.equals(caller.userId())) {
      throw new RefusedException(ErrorCode.FORBIDDEN);
    }
    if (userId.equals(TeamQueries.NOBODY)) {
      throw new RefusedException(ErrorCode.ASSIGNEE_UNKNOWN);
    }
    return team.assign(caller, id, userId, !directs).then(shown(caller, id));
  }

  @PostMapping("/unassign")
  @Operation(
      summary = "Say that nobody answers a chat",
      description = "An agent says it of a chat of its own only.")
  @Refuses({
    ErrorCode.FORBIDDEN,
    ErrorCode.CHAT_NOT_FOUND,
    ErrorCode.ROUTE_NOT_FOUND,
    ErrorCode.CHAT_ASSIGNED,
    ErrorCode.DATABASE_UNAVAILABLE
  })
  Mono<Chat> unassignChat(@Parameter(hidden = true) Caller caller, @PathVariable UUID id) {
    TeamRoles.requireAnswering(caller);
    return team.unassign(caller, id, !TeamRoles.directs(caller)).then(shown(caller, id));
  }

  @PostMapping("/close")
  @Operation(
      summary = "Close a chat",
      description = "Until its contact writes again, or it is opened by hand.")
  @Refuses({
    ErrorCode.FORBIDDEN,
    ErrorCode.CHAT_NOT_FOUND,
    ErrorCode.ROUTE_NOT_FOUND,
    ErrorCode.DATABASE_UNAVAILABLE
  })
  Mono<Chat> closeChat(@Parameter(hidden = true) Caller caller, @PathVariable UUID id) {
    TeamRoles.requireAnswering(caller);
    return team.close(caller, id, true).then(shown(caller, id));
  }

  @PostMapping("/reopen")
  @Operation(summary = "Open a chat that was closed")
  @Refuses({
    ErrorCode.FORBIDDEN,
    ErrorCode.CHAT_NOT_FOUND,
    ErrorCode.ROUTE_NOT_FOUND,
    ErrorCode.DATABASE_UNAVAILABLE
  })
  Mono<Chat> reopenChat(@Parameter(hidden = true) Caller caller, @PathVariable UUID id) {
    TeamRoles.requireAnswering(caller);
    return team.close(caller, id, false).then(shown(caller, id));
  }

  @PutMapping("/labels/{labelId}")
  @Operation(summary = "Put a label of the workspace on a chat")
  @Refuses({
    ErrorCode.FORBIDDEN,
    ErrorCode.CHAT_NOT_FOUND,
    ErrorCode.LABEL_NOT_FOUND,
    ErrorCode.ROUTE_NOT_FOUND,
    ErrorCode.CHAT_LABELS_EXHAUSTED,
    ErrorCode.DATABASE_UNAVAILABLE
  })
  Mono<Chat> addLabel(
      @Parameter(hidden = true) Caller caller, @PathVariable UUID id, @PathVariable UUID labelId) {
    TeamRoles.requireAnswering(caller);
    return team.label(caller, id, labelId, true).then(shown(caller, id));
  }

  @DeleteMapping("/labels/{labelId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Take a label off a chat")
  @Refuses({
    ErrorCode.FORBIDDEN,
    ErrorCode.CHAT_NOT_FOUND,
    ErrorCode.LABEL_NOT_FOUND,
    ErrorCode.ROUTE_NOT_FOUND,
    ErrorCode.DATABASE_UNAVAILABLE
  })
  Mono<Void> removeLabel(
      @Parameter(hidden = true) Caller caller, @PathVariable UUID id, @PathVariable UUID labelId) {
    TeamRoles.requireAnswering(caller);
    return team.label(caller, id, labelId, false);
  }

  private Mono<Chat> shown(Caller caller, UUID id) {
    return Mono.defer(() -> chats.one(caller.workspaceId(), id))
        .switchIfEmpty(Mono.error(() -> new RefusedException(ErrorCode.CHAT_NOT_FOUND)));
  }
}
