package io.awfar.gateway.auth;

import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import io.awfar.gateway.openapi.Refuses;
import io.awfar.gateway.page.Page;
import io.awfar.gateway.page.PageParameters;
import io.awfar.gateway.page.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Invites people into the caller's workspace; for administrators only.
@RestController
@RequestMapping(path = "/api/auth/invitations", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Users")
class InvitationController {

  private final Invitations invitations;
  private final InvitationQueries queries;

  InvitationController(Invitations invitations, InvitationQueries queries) {
    this.invitations = invitations;
    this.queries = queries;
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Invite somebody",
      description =
          "The answer has a token, once, for `POST /api/auth/register`. It holds for this email"
              + " alone, can be used once, and takes the place of an earlier invitation of the same"
              + " email.")
  @Refuses({
    ErrorCode.FORBIDDEN,
    ErrorCode.REGISTRATION_CLOSED,
    ErrorCode.USER_EXISTS,
    ErrorCode.INVITATIONS_EXHAUSTED,
    ErrorCode.DATABASE_UNAVAILABLE
  })
  Mono<MadeInvitation> invite(
      @Parameter(hidden = true) Caller caller, @Valid @RequestBody NewInvitation invitation) {
    return invitations.invite(caller, invitation);
  }

  @GetMapping
  @Operation(summary = "List the invitations that nobody has used yet, the newest first")
  @PageParameters
  @Refuses({ErrorCode.FORBIDDEN, ErrorCode.VALIDATION_FAILED, ErrorCode.DATABASE_UNAVAILABLE})
  Mono<Page<Invitation>> listInvitations(
      @Parameter(hidden = true) Caller caller, @Parameter(hidden = true) PageRequest page) {
    return queries.page(caller.workspaceId(), page);
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Withdraw an invitation")
  @Refuses({
    ErrorCode.FORBIDDEN,
    ErrorCode.INVITATION_NOT_FOUND,
    ErrorCode.ROUTE_NOT_FOUND,
    ErrorCode.DATABASE_UNAVAILABLE
  })
  Mono<Void> withdrawInvitation(@Parameter(hidden = true) Caller caller, @PathVariable UUID id) {
    return queries
        .delete(caller.workspaceId(), id)
        .filter(deleted -> deleted)
        .switchIfEmpty(Mono.error(() -> new RefusedException(ErrorCode.INVITATION_NOT_FOUND)))
        .then();
  }
}
