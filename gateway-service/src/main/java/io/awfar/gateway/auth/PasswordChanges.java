package io.awfar.gateway.auth;

import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Changes passwords, after which no token of before holds.
@Component
final class PasswordChanges {

  private final UserQueries users;
  private final PasswordHashes passwords;
  private final UserStandings standings;
  private final Tokens tokens;
  private final PasswordAttempts attempts;

  PasswordChanges(
      UserQueries users,
      PasswordHashes passwords,
      UserStandings standings,
      Tokens tokens,
      PasswordAttempts attempts) {
    this.users = users;
    this.passwords = passwords;
    this.standings = standings;
    this.tokens = tokens;
    this.attempts = attempts;
  }

  /// @return a token that holds, or an error with [ErrorCode#PASSWORD_WRONG], or with
  ///   [ErrorCode#RATE_LIMITED] if the password was not looked at
  Mono<SignedIn> change(Caller caller, PasswordChange change) {
    return attempts.bounded(
        caller.userId().toString(),
        _ ->
            users
                .saltOf(caller)
                .flatMap(salt -> change(caller, change, salt))
                .doOnTerminate(() -> standings.forget(caller.userId()))
                .switchIfEmpty(Mono.error(() -> new RefusedException(ErrorCode.PASSWORD_WRONG)))
                .flatMap(tokens::issue),
        SignedIn::user);
  }

  private Mono<Account> change(Caller caller, PasswordChange change, String salt) {
    return passwords
        .hash(change.currentPassword(), salt)
        .filterWhen(hash -> users.hasPassword(caller, hash))
        .flatMap(currentHash ->
            passwords
                .hash(change.newPassword(), salt)
                .flatMap(newHash -> users.changePassword(caller, currentHash, newHash)));
  }
}
