package io.awfar.gateway.auth;

import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.Problem.Violation;
import io.awfar.gateway.error.RefusedException;
import io.awfar.gateway.error.RequestId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/// Changes the users of a workspace, which is never left without an administrator.
///
/// Who has forgotten their password gets another from an administrator: there is no mail to prove
/// who asks.
@Component
final class Members {

  private static final Logger log = LoggerFactory.getLogger(Members.class);

  private static final Violation OWN_PASSWORD =
      new Violation("password", "own", "must be changed by who knows it: POST /api/auth/password");

  private final MemberQueries members;
  private final UserQueries users;
  private final PasswordHashes passwords;
  private final UserStandings standings;
  private final TransactionalOperator transactions;

  Members(
      MemberQueries members,
      UserQueries users,
      PasswordHashes passwords,
      UserStandings standings,
      TransactionalOperator transactions) {
    this.members = members;
    this.users = users;
    this.passwords = passwords;
    this.standings = standings;
    this.transactions = transactions;
  }

  /// Changes what the patch names. Tokens of a user that is another afterwards have ended.
  Mono<Member> change(Caller by, UUID id, MemberPatch patch) {
    String password = patch.password();
    if (password == null) {
      return change(by, id, patch, null);
    }
    if (id.equals(by.userId())) {
      // A token that was stolen must not be enough.
      return Mono.error(new RefusedException(List.of(OWN_PASSWORD)));
    }
    return users
        .saltOf(by.workspaceId(), id)
        .switchIfEmpty(Mono.error(() -> new RefusedException(ErrorCode.USER_NOT_FOUND)))
        .flatMap(salt -> passwords.hash(password, salt))
        .flatMap(hash -> change(by, id, patch, hash));
  }

  private Mono<Member> change(
      Caller by, UUID id, MemberPatch patch, @Nullable String passwordHash) {
    UUID workspace = by.workspaceId();
    return transactions
        .transactional(
            members
                .lock(workspace)
                .then(Mono.defer(() -> members.byId(workspace, id)))
                .switchIfEmpty(Mono.error(() -> new RefusedException(ErrorCode.USER_NOT_FOUND)))
                .flatMap(before -> changed(by, before, patch, passwordHash)))
        .doOnTerminate(() -> standings.forget(id));
  }

  private Mono<Member> changed(
      Caller by, Member before, MemberPatch patch, @Nullable String passwordHash) {
    Role role = patch.roleAfter(before);
    boolean active = patch.activeAfter(before);
    if (role == before.role() && active == before.active() && passwordHash == null) {
      return Mono.just(before);
    }
    boolean loses = before.isActiveAdmin() && !(active && role == Role.ADMIN);
    return (loses ? withoutAdmin(by.workspaceId(), before.id()) : Mono.<Void>empty())
        .then(
            Mono.defer(
                () -> members.change(by.workspaceId(), before.id(), role, active, passwordHash)))
        .delayUntil(after -> told(by, after, passwordHash != null));
  }

  private static Mono<Void> told(Caller by, Member after, boolean otherPassword) {
    return Mono.deferContextual(context -> {
      RequestId.logged(
          context,
          () ->
              log.info(
                  "User {} made user {} {}, {}{}",
                  by.userId(),
                  after.id(),
                  after.role().text(),
                  after.active() ? "active" : "deactivated",
                  otherPassword ? ", with another password" : ""));
      return Mono.empty();
    });
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
