package io.awfar.gateway.auth;

import io.awfar.gateway.error.ErrorCode;
import reactor.core.publisher.Mono;

/// Bounds how often the password of an account is tried.
public interface PasswordAttempts {

  /// Tries it, unless too many attempts have failed: then an error with [ErrorCode#RATE_LIMITED],
  /// whether or not there is such an account.
  ///
  /// @param email as it is looked up
  /// @param attempt has failed if its error is [ErrorCode#CREDENTIALS_INVALID]
  <T> Mono<T> bounded(String email, Mono<T> attempt);
}
