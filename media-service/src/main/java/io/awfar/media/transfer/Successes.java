package io.awfar.media.transfer;

import io.awfar.media.download.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Tells a file, or a number, that WhatsApp has trouble with from a WhatsApp that is in trouble. A
/// fault is the file's own if, since it was first seen, the same step succeeded for another file;
/// or if, since the number of the file began to fail, anything succeeded for another number.
final class Successes {

  private static final int FAULTS_MAX = 10_000;

  private final Clock clock;
  private final Map<Step, Instant> latest = new EnumMap<>(Step.class);
  private @Nullable Passed last;

  /// The last of another number than that of `last`.
  private @Nullable Passed lastOfAnother;

  private record Passed(String channelId, Instant at) {}

  /// Kept over the rounds of a batch, since a message may move to another instance without an end
  /// here.
  private final Map<UUID, Instant> firstFaults = oldestFirst();

  /// Since when each number fails, without a success between.
  private final Map<String, Instant> failing = oldestFirst();

  Successes(Clock clock) {
    this.clock = clock;
  }

  /// @param channelId the number that it succeeded for
  synchronized void passed(Step step, String channelId) {
    Instant now = clock.instant();
    latest.put(step, now);
    failing.remove(channelId);
    if (last != null && !last.channelId().equals(channelId)) {
      lastOfAnother = last;
    }
    last = new Passed(channelId, now);
  }

  /// @param channelId the number of the message
  synchronized void failed(UUID messageId, String channelId) {
    Instant now = clock.instant();
    firstFaults.putIfAbsent(messageId, now);
    failing.putIfAbsent(channelId, now);
  }

  synchronized void forget(UUID messageId) {
    firstFaults.remove(messageId);
  }

  /// How long ago the first fault of a file was; zero if there was none.
  synchronized Duration failingFor(UUID messageId) {
    Instant fault = firstFaults.get(messageId);
    return fault == null ? Duration.ZERO : Duration.between(fault, clock.instant());
  }

  /// @param step that failed
  synchronized boolean othersPassed(Step step, UUID messageId, String channelId) {
    Passed other = last != null && last.channelId().equals(channelId) ? lastOfAnother : last;
    return isAfter(latest.get(step), firstFaults.get(messageId))
        || other != null && isAfter(other.at(), failing.get(channelId));
  }

  private static boolean isAfter(@Nullable Instant success, @Nullable Instant fault) {
    return success != null && fault != null && success.isAfter(fault);
  }

  private static <K> Map<K, Instant> oldestFirst() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, Instant> eldest) {
        return size() > FAULTS_MAX;
      }
    };
  }
}
