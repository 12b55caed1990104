package io.awfar.gateway.auth;

import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/// Changes the users of a workspace, which is never left without an administrator.
@Component
final class Members {

  private static final Logger log = LoggerFactory.getLogger(Members.class);

  private final MemberQueries members;
  private final UserStandings standings;
  private final TransactionalOperator transactions;

  Members(MemberQueries members, UserStandings standings, TransactionalOperator transactions) {
    this.members = members;
    this.standings = standings;
    this.transactions = transactions;
  }

  /// Changes what the patch names. Tokens of a user that is another afterwards have ended.
  Mono<Member> change(Caller by, UUID id, MemberPatch patch) {
    UUID workspace = by.workspaceId();
    return transactions
        .transactional(
            members
                .lock(workspace)
                .then(Mono.defer(() -> members.byId(workspace, id)))
                .switchIfEmpty(Mono.error(() -> new RefusedException(ErrorCode.USER_NOT_FOUND)))
                .flatMap(before -> changed(by, before, patch)))
        .doOnTerminate(() -> standings.forget(id));
  }

  private Mono<Member> changed(Caller by, Member before, MemberPatch patch) {
    Role role = patch.roleAfter(before);
    boolean active = patch.activeAfter(before);
    if (role == before.role() && active == before.active()) {
      return Mono.just(before);
    }
    boolean loses = before.isActiveAdmin() && !(active && role == Role.ADMIN);
    return (loses ? withoutAdmin(by.workspaceId(), before.id()) : Mono.<Void>empty())
        .then(Mono.defer(() -> members.change(by.workspaceId(), before.id(), role, active)))
        .doOnNext(after ->
            log.info(
                "User {} made user {} {}, {}",
                by.userId(),
                after.id(),
                after.role().text(),
                after.active() ? "active" : "deactivated"));
  }

  /// What one who is no administrator any more has begun does not go on.
  private Mono<Void> withoutAdmin(UUID workspace, UUID id) {
    return members
        .hasAdminBeside(workspace, id)
        .filter(has -> has)
        .switchIfEmpty(Mono.error(() -> new RefusedException(ErrorCode.LAST_ADMIN)))
        .flatMap(_ -> members.deleteInvitationsBy(workspace, id));
  }
}
