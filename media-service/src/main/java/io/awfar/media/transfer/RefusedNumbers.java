package io.awfar.media.transfer;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Which numbers' files WhatsApp refuses, or have no token to be asked for with; their files wait
/// in lanes, and nobody else waits for them.
final class RefusedNumbers {

  private static final int NUMBERS_MAX = 10_000;

  private final Predicate<String> shared;
  private final Clock clock;
  private @Nullable Instant sharedPassed;

  /// Since when. The oldest go first, since a number may never be used again.
  private final Map<String, Instant> refusals =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > NUMBERS_MAX;
        }
      };

  /// @param shared whether the token of a number is the deployment's
  RefusedNumbers(Predicate<String> shared, Clock clock) {
    this.shared = shared;
    this.clock = clock;
  }

  synchronized void refused(String channelId) {
    refusals.putIfAbsent(channelId, clock.instant());
  }

  synchronized void passed(String channelId) {
    refusals.remove(channelId);
    if (shared.test(channelId)) {
      sharedPassed = clock.instant();
    }
  }

  synchronized int count() {
    return refusals.size();
  }

  /// Since when the deployment's own token is refused: for a number that uses it, and taken for
  /// none since.
  synchronized Optional<Instant> sharedSince() {
    Instant passed = sharedPassed;
    return refusals.entrySet().stream()
        .filter(refusal -> shared.test(refusal.getKey()))
        .map(Map.Entry::getValue)
        .filter(since -> passed == null || since.isAfter(passed))
        .min(Comparator.naturalOrder());
  }
}
