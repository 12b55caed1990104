package io.awfar.gateway.auth;

import io.awfar.gateway.GatewaySettings;
import io.awfar.gateway.auth.AccountSettings.Registration;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import io.awfar.gateway.error.RequestId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Invites people into the workspace of whoever asks, telling nothing of other workspaces.
@Component
final class Invitations {

  private static final Logger log = LoggerFactory.getLogger(Invitations.class);

  private final AccountSettings settings;
  private final UserQueries users;
  private final InvitationQueries invitations;

  Invitations(GatewaySettings settings, UserQueries users, InvitationQueries invitations) {
    this.settings = settings.accounts();
    this.users = users;
    this.invitations = invitations;
  }

  Mono<MadeInvitation> invite(Caller by, NewInvitation wanted) {
    if (settings.registration() == Registration.CLOSED) {
      return Mono.error(new RefusedException(ErrorCode.REGISTRATION_CLOSED));
    }
    String email = wanted.normalizedEmail();
    InvitationToken token = InvitationToken.random();
    return allowed(by, email)
        .then(
            Mono.defer(() ->
                invitations.add(
                    by, email, Role.parse(wanted.role()), token, settings.invitationValidity())))
        .flatMap(made ->
            Mono.deferContextual(context -> {
              RequestId.logged(
                  context, () -> log.info("User {} made invitation {}", by.userId(), made.id()));
              return Mono.just(MadeInvitation.of(made, token));
            }));
  }

  private Mono<Void> allowed(Caller by, String email) {
    int max = settings.invitationsPerWorkspaceMax();
    return users
        .has(by.workspaceId(), email)
        .filter(has -> !has)
        .switchIfEmpty(Mono.error(() -> new RefusedException(ErrorCode.USER_EXISTS)))
        .flatMap(_ -> invitations.others(by.workspaceId(), email, max))
        .filter(others -> others < max)
        .switchIfEmpty(Mono.error(() -> new RefusedException(ErrorCode.INVITATIONS_EXHAUSTED)))
        .then();
  }
}
