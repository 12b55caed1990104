package io.awfar.gateway.auth;

import io.awfar.gateway.error.ErrorCode;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Bounds how often the password of an account is tried.
public interface PasswordAttempts {

  /// An attempt at the passwords of some users.
  @FunctionalInterface
  interface Attempt<T> {

    /// @param only whose passwords it may be; null: whoever is meant
    Mono<T> at(@Nullable List<UUID> only);
  }

  /// Tries it, unless too many attempts have failed: then an error with [ErrorCode#RATE_LIMITED],
  /// whether or not there is such an account.
  ///
  /// @param account the email as it is looked up, or the id of a user who has a token
  /// @param holder whose password it was
  /// @param attempt was a wrong password if it is refused with a status of 4xx; any other error is
  ///   none, and is not counted
  <T> Mono<T> bounded(String account, Attempt<T> attempt, Function<T, User> holder);
}
