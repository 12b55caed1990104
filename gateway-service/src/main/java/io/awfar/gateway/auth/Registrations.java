package io.awfar.gateway.auth;

import io.awfar.gateway.GatewaySettings;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.Problem.Violation;
import io.awfar.gateway.error.RefusedException;
import io.awfar.gateway.error.RequestId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Lets people in whom the settings let in, telling nobody which emails have accounts.
///
/// No address is proven to be anybody's, so an email belongs to nobody: it may have an account in
/// each workspace, and a registration succeeds whatever there is elsewhere.
@Component
final class Registrations {

  private static final Logger log = LoggerFactory.getLogger(Registrations.class);
  private static final String WORKSPACE_NAME = "Workspace";

  private final AccountSettings.Registration mode;
  private final boolean hasBootstrapUser;
  private final Accounts accounts;
  private final UserQueries users;
  private final InvitationQueries invitations;
  private final Tokens tokens;
  private final Counter accepted;
  private final Counter refused;

  Registrations(
      GatewaySettings settings,
      Accounts accounts,
      UserQueries users,
      InvitationQueries invitations,
      Tokens tokens,
      MeterRegistry metrics) {
    this.mode = settings.accounts().registration();
    this.hasBootstrapUser = settings.bootstrap().email() != null;
    this.accounts = accounts;
    this.users = users;
    this.invitations = invitations;
    this.tokens = tokens;
    accepted = metrics.counter("awfar.gateway.registrations", "outcome", "accepted");
    refused = metrics.counter("awfar.gateway.registrations", "outcome", "refused");
  }

  /// Adds the user: with an invitation to its workspace, without one as the first of a new one.
  Mono<SignedIn> register(NewUser user) {
    return account(user)
        .delayUntil(this::told)
        .doOnError(RefusedException.class, _ -> refused.increment())
        .flatMap(tokens::issue);
  }

  private Mono<Account> account(NewUser user) {
    String invitation = user.invitation();
    return switch (mode) {
      case CLOSED -> refuse(ErrorCode.REGISTRATION_CLOSED);
      case INVITATION ->
          invitation == null
              ? first(user).switchIfEmpty(refuse(ErrorCode.INVITATION_MISSING))
              : join(user, invitation);
      case OPEN -> invitation == null ? found(user) : join(user, invitation);
    };
  }

  /// Where there is nobody yet, nobody can invite; unless the first user is one that the settings
  /// name, and is only about to be added.
  ///
  /// @return nothing if there is somebody
  private Mono<Account> first(NewUser user) {
    if (hasBootstrapUser) {
      return Mono.empty();
    }
    return users
        .areNone()
        .filter(none -> none)
        .flatMap(_ ->
            accounts.add(
                user.normalizedEmail(),
                user.password(),
                hash ->
                    users
                        .lockFirst()
                        .then(Mono.defer(users::areNone))
                        .filter(none -> none)
                        .flatMap(_ -> addWithWorkspace(user, hash))));
  }

  /// What is repeated, because its answer was lost or a button pressed twice, is not done again.
  private Mono<Account> found(NewUser user) {
    String email = user.normalizedEmail();
    return accounts.add(
        email,
        user.password(),
        hash ->
            users
                .registered(email, hash, user.name(), workspaceName(user))
                .switchIfEmpty(Mono.defer(() -> addWithWorkspace(user, hash))));
  }

  private Mono<Account> addWithWorkspace(NewUser user, String hash) {
    return users.addWithWorkspace(
        UUID.randomUUID(), workspaceName(user), user.normalizedEmail(), user.name(), hash);
  }

  private static String workspaceName(NewUser user) {
    return Objects.requireNonNullElse(user.workspaceName(), WORKSPACE_NAME);
  }

  /// An invitation is looked at before a hash is computed, so that inventing some costs little.
  private Mono<Account> join(NewUser user, String token) {
    if (user.workspaceName() != null) {
      return Mono.error(
          new RefusedException(
              List.of(
                  new Violation(
                      "workspaceName", "null", "must be missing: an invitation has a workspace"))));
    }
    InvitationToken invitation = new InvitationToken(token);
    String email = user.normalizedEmail();
    return invitations
        .holds(invitation, email)
        .filter(holds -> holds)
        .flatMap(_ ->
            accounts.add(
                email, user.password(), hash -> invited(invitation, email, user.name(), hash)))
        .switchIfEmpty(refuse(ErrorCode.INVITATION_INVALID));
  }

  private Mono<Account> invited(
      InvitationToken invitation, String email, String name, String hash) {
    return invitations
        .accept(invitation, email, name, hash)
        .switchIfEmpty(refuse(ErrorCode.INVITATION_INVALID));
  }

  private Mono<Void> told(Account account) {
    return Mono.deferContextual(context -> {
      accepted.increment();
      User user = account.user();
      RequestId.logged(
          context,
          () -> log.info("User {} registered in workspace {}", user.id(), user.workspaceId()));
      return Mono.empty();
    });
  }

  private static <T> Mono<T> refuse(ErrorCode code) {
    return Mono.error(() -> new RefusedException(code));
  }
}
