package io.awfar.gateway.auth;

import io.awfar.gateway.GatewaySettings;
import io.awfar.gateway.GatewaySettings.Bootstrap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Adds the user that the settings name, unless its workspace has somebody with that email already.
@Component
final class FirstUser {

  private static final Logger log = LoggerFactory.getLogger(FirstUser.class);
  private static final String WORKSPACE_NAME = "Workspace";

  private final Bootstrap settings;
  private final UserQueries users;
  private final Accounts accounts;

  FirstUser(GatewaySettings settings, UserQueries users, Accounts accounts) {
    this.settings = settings.bootstrap();
    this.users = users;
    this.accounts = accounts;
  }

  Mono<Void> ensure() {
    String email = settings.email();
    String password = settings.password();
    if (email == null || password == null) {
      return Mono.empty();
    }
    String normalized = Emails.normalized(email);
    return users
        .has(settings.workspaceId(), normalized)
        .flatMap(exists -> exists ? Mono.empty() : add(normalized, password));
  }

  private Mono<Void> add(String email, String password) {
    return accounts
        .add(
            email,
            password,
            hash ->
                users.addWithWorkspace(
                    settings.workspaceId(), WORKSPACE_NAME, email, settings.name(), hash))
        .doOnNext(added -> log.info("Added the bootstrap user to {}", settings.workspaceId()))
        .then();
  }
}
