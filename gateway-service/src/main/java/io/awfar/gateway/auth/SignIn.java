package io.awfar.gateway.auth;

import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Turns credentials into a token, telling nobody which emails have users: whoever asks, the same
/// is computed and looked up.
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

  /// @return an error with [ErrorCode#CREDENTIALS_INVALID] if they fit no active user, or with
  ///   [ErrorCode#RATE_LIMITED] if they were not looked at
  Mono<SignedIn> with(Credentials credentials) {
    String email = credentials.normalizedEmail();
    return attempts.bounded(
        email,
        only ->
            users
                .saltOf(email)
                .switchIfEmpty(Mono.fromSupplier(passwords::newSalt))
                .flatMap(salt -> passwords.hash(credentials.password(), salt))
                .flatMap(hash -> users.byCredentials(credentials, hash, only))
                .doOnNext(_ -> accepted.increment())
                .switchIfEmpty(Mono.error(this::refused))
                .flatMap(tokens::issue),
        SignedIn::user);
  }

  private RefusedException refused() {
    refused.increment();
    return new RefusedException(ErrorCode.CREDENTIALS_INVALID);
  }
}
