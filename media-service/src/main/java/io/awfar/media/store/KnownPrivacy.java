package io.awfar.media.store;

import io.awfar.media.store.BucketPrivacy.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is known of whether strangers get into the bucket. That they do not is remembered for a
/// while; anything else is asked again.
final class KnownPrivacy {

  private static final Logger log = LoggerFactory.getLogger(KnownPrivacy.class);
  private static final Duration MEMORY = Duration.ofMinutes(5);

  /// Many files ask at once, and none is to wait for more than one question.
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Supplier<Verdict> asked;
  private final Clock clock;
  private Verdict verdict = Verdict.UNKNOWN;
  private @Nullable Instant askedAt;

  /// @param asked asks the store
  KnownPrivacy(Supplier<Verdict> asked, Clock clock) {
    this.asked = asked;
    this.clock = clock;
  }

  synchronized Verdict verdict() {
    Instant now = clock.instant();
    Duration memory = verdict == Verdict.PRIVATE ? MEMORY : PAUSE;
    if (askedAt == null || askedAt.plus(memory).isBefore(now)) {
      verdict = asked.get();
      // Not when it was asked: those who waited meanwhile would each ask a slow store again.
      askedAt = clock.instant();
      if (verdict == Verdict.PUBLIC) {
        log.error("The bucket is open to requests without a signature; take its policy away");
      }
    }
    return verdict;
  }

  /// What is put into a bucket that turns out to be public can have been read by then, so a store
  /// that does not tell is treated as one that is down.
  ///
  /// @throws StoreUnavailableException if strangers get in, or may
  void requirePrivate() {
    switch (verdict()) {
      case PRIVATE -> {}
      case PUBLIC ->
          throw new StoreUnavailableException(
              "Nothing is put into a bucket that is open to requests without a signature", null);
      case UNKNOWN ->
          throw new StoreUnavailableException(
              "Nothing is put into a bucket that does not tell whether it is private", null);
    }
  }
}
