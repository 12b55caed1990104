package io.awfar.gateway.auth;

import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.openapi.Refuses;
import io.awfar.gateway.page.Page;
import io.awfar.gateway.page.PageParameters;
import io.awfar.gateway.page.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Lists and changes the users of the caller's workspace; for administrators only.
@RestController
@RequestMapping(path = "/api/auth/users", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Users")
class MemberController {

  private final Members members;
  private final MemberQueries queries;

  MemberController(Members members, MemberQueries queries) {
    this.members = members;
    this.queries = queries;
  }

  @GetMapping
  @Operation(summary = "List the users of the workspace, the newest first")
  @PageParameters
  @Refuses({ErrorCode.FORBIDDEN, ErrorCode.VALIDATION_FAILED, ErrorCode.DATABASE_UNAVAILABLE})
  Mono<Page<Member>> listUsers(
      @Parameter(hidden = true) Caller caller, @Parameter(hidden = true) PageRequest page) {
    return queries.page(caller.workspaceId(), page);
  }

  @PatchMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Give a user another role or password, deactivate it, or let it in again",
      description =
          "What the body does not name stays. If anything changes, the user's tokens end, here at"
              + " once and everywhere within seconds; and the invitations of one who is no"
              + " administrator any more. A password is for a user who has forgotten theirs; one's"
              + " own is changed by `POST /api/auth/password` alone.")
  @Refuses({
    ErrorCode.FORBIDDEN,
    ErrorCode.USER_NOT_FOUND,
    ErrorCode.ROUTE_NOT_FOUND,
    ErrorCode.LAST_ADMIN,
    ErrorCode.BUSY,
    ErrorCode.DATABASE_UNAVAILABLE
  })
  Mono<Member> changeUser(
      @Parameter(hidden = true) Caller caller,
      @PathVariable UUID id,
      @Valid @RequestBody MemberPatch patch) {
    return members.change(caller, id, patch);
  }
}
