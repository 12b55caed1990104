package io.awfar.gateway.auth;

import io.awfar.gateway.GatewaySettings;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Hashes and checks passwords with bcrypt on threads of its own, a bounded number at a time.
///
/// A check burns a core for a quarter of a second. On threads of their own a flood of sign-ins
/// cannot slow down other routes; what does not fit the queue is refused at once.
@Component
final class PasswordHashes implements DisposableBean {

  static final int ROUNDS = 12;

  /// What bcrypt reads of a password; a longer one would be cut in silence.
  static final int BYTES_MAX = 72;

  /// A hash with the same rounds that no password is known to fit.
  private static final String NOBODY =
      "$2a$12$C6UzMDM.H6dfI/f/IKcEeO7ZiV6CfHZAdH5YbC6nWZ1d5O1FVIY7y";

  private final BCryptPasswordEncoder bcrypt = new BCryptPasswordEncoder(ROUNDS);
  private final Scheduler scheduler;

  PasswordHashes(GatewaySettings settings) {
    scheduler =
        Schedulers.newBoundedElastic(
            settings.passwordThreadsMax(),
            Math.ceilDiv(settings.passwordsWaitingMax(), settings.passwordThreadsMax()),
            "gateway-password",
            60,
            true);
  }

  Mono<String> hash(String password) {
    return Mono.fromCallable(() -> bcrypt.encode(password)).subscribeOn(scheduler);
  }

  /// Whether the password fits; takes as long when there is no user to check against.
  Mono<Boolean> fits(String password, @Nullable String hash) {
    return Mono.fromCallable(() -> check(password, hash)).subscribeOn(scheduler);
  }

  private boolean check(String password, @Nullable String hash) {
    boolean bounded = password.getBytes(StandardCharsets.UTF_8).length <= BYTES_MAX;
    boolean fits = bcrypt.matches(bounded ? password : "too long", hash == null ? NOBODY : hash);
    return fits && bounded && hash != null;
  }

  @Override
  public void destroy() {
    scheduler.dispose();
  }
}
