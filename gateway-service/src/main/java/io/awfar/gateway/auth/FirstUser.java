package io.awfar.gateway.auth;

import io.awfar.gateway.GatewaySettings;
import io.awfar.gateway.GatewaySettings.Bootstrap;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Adds the user that the settings name, unless somebody has that email already.
@Component
final class FirstUser {

  private static final Logger log = LoggerFactory.getLogger(FirstUser.class);

  private final Bootstrap settings;
  private final UserQueries users;
  private final PasswordHashes passwords;

  FirstUser(GatewaySettings settings, UserQueries users, PasswordHashes passwords) {
    this.settings = settings.bootstrap();
    this.users = users;
    this.passwords = passwords;
  }

  Mono<Void> ensure() {
    String email = settings.email();
    String password = settings.password();
    if (email == null || password == null) {
      return Mono.empty();
    }
    String normalized = email.strip().toLowerCase(Locale.ROOT);
    return users
        .byEmail(normalized)
        .hasElement()
        .flatMap(exists -> exists ? Mono.empty() : add(normalized, password));
  }

  private Mono<Void> add(String email, String password) {
    return passwords
        .hash(password)
        .flatMap(hash ->
            users.addWithWorkspace(
                settings.workspaceId(), email, settings.name(), hash, Role.ADMIN))
        .doOnNext(added -> log.info("Added {} bootstrap user to {}", added, settings.workspaceId()))
        .then();
  }
}
