package io.awfar.gateway.auth;

import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Turns credentials into a token, telling nobody which emails have users.
@Component
final class SignIn {

  private final UserQueries users;
  private final PasswordHashes passwords;
  private final Tokens tokens;
  private final PasswordAttempts attempts;
  private final Counter accepted;
  private final Counter refused;

  SignIn(
      UserQueries users,
      PasswordHashes passwords,
      Tokens tokens,
      PasswordAttempts attempts,
      MeterRegistry metrics) {
    this.users = users;
    this.passwords = passwords;
    this.tokens = tokens;
    this.attempts = attempts;
    accepted = metrics.counter("awfar.gateway.signins", "outcome", "accepted");
    refused = metrics.counter("awfar.gateway.signins", "outcome", "refused");
  }

  /// @return an error with [ErrorCode#CREDENTIALS_INVALID] if they fit no user, or with
  ///   [ErrorCode#RATE_LIMITED] if they were not looked at
  Mono<SignedIn> with(Credentials credentials) {
    String email = credentials.normalizedEmail();
    return attempts.bounded(
        email,
        users
            .byEmail(email)
            .map(Optional::of)
            .defaultIfEmpty(Optional.empty())
            .flatMap(account -> check(credentials, account.orElse(null))));
  }

  private Mono<SignedIn> check(Credentials credentials, @Nullable Account account) {
    return passwords
        .fits(credentials.password(), account == null ? null : account.passwordHash())
        .flatMap(fits -> fits && account != null ? accept(account) : refuse());
  }

  private Mono<SignedIn> accept(Account account) {
    accepted.increment();
    return tokens.issue(account.user());
  }

  private Mono<SignedIn> refuse() {
    refused.increment();
    return Mono.error(new RefusedException(ErrorCode.CREDENTIALS_INVALID));
  }
}
