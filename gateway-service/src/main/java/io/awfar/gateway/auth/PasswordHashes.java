package io.awfar.gateway.auth;

import io.awfar.gateway.GatewaySettings;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.crypto.bcrypt.BCrypt;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Hashes passwords with bcrypt on threads of its own, a bounded number at a time.
///
/// A hash burns a core for a quarter of a second. On threads of their own a flood of sign-ins
/// cannot slow down other routes; what does not fit the queue is refused at once.
@Component
final class PasswordHashes implements DisposableBean {

  static final int ROUNDS = 12;

  /// What bcrypt reads of a password; a longer one would be cut in silence.
  static final int BYTES_MAX = 72;

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

  /// A salt of its own for an email that has none: algorithm, rounds and 16 random bytes, as they
  /// stand at the beginning of a hash.
  String newSalt() {
    return BCrypt.gensalt(ROUNDS);
  }

  /// The hash of a password; of one that is longer than bcrypt reads, after the same time, one that
  /// nobody has.
  Mono<String> hash(String password, String salt) {
    return Mono.fromCallable(() -> bounded(password, salt)).subscribeOn(scheduler);
  }

  private String bounded(String password, String salt) {
    boolean bounded = password.getBytes(StandardCharsets.UTF_8).length <= BYTES_MAX;
    return bounded ? BCrypt.hashpw(password, salt) : BCrypt.hashpw("too long", newSalt());
  }

  @Override
  public void destroy() {
    scheduler.dispose();
  }
}
