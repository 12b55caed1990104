package io.awfar.gateway.auth;

import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// What was last seen of one user, shared by all its tokens.
///
/// However many requests want to know at once, the row is read once; and what was read before
/// something changed here is not kept after it.
final class UserStanding {

  private volatile @Nullable Seen seen;
  private @Nullable Question open;

  /// @param standing null if there is no such user
  /// @param until when it must be looked at again
  record Seen(@Nullable Standing standing, Instant until) {

    boolean permits(Caller caller, int tokenVersion) {
      return standing != null && standing.permits(caller, tokenVersion);
    }

    /// Whether the token was issued after this was seen.
    boolean isBehind(int tokenVersion) {
      return standing != null && standing.tokenVersion() < tokenVersion;
    }
  }

  /// Somebody looks at the row; others wait for the same answer.
  private final class Question {

    private final Mono<Seen> answer;

    Question(Mono<Seen> row) {
      answer = row.doOnNext(this::keep).doOnError(_ -> keep(null)).cache();
    }

    private void keep(@Nullable Seen answered) {
      synchronized (UserStanding.this) {
        if (open == this) {
          open = null;
          seen = answered;
        }
      }
    }
  }

  /// What is known without a look at the row; null if that was too long ago.
  @Nullable Seen recent(Instant now) {
    Seen last = seen;
    return last != null && now.isBefore(last.until()) ? last : null;
  }

  synchronized Mono<Seen> ask(Supplier<Mono<Seen>> row) {
    if (open == null) {
      open = new Question(row.get());
    }
    return open.answer;
  }

  synchronized void forget() {
    seen = null;
    open = null;
  }
}
