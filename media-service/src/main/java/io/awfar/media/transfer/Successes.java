package io.awfar.media.transfer;

import io.awfar.media.download.Step;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// Tells a file that WhatsApp cannot deliver from a WhatsApp that cannot deliver files: a fault is
/// the file's own if, since it was first seen, the same step succeeded for others.
final class Successes {

  private static final int FAULTS_MAX = 10_000;

  private final Clock clock;
  private final Map<Step, Instant> latest = new EnumMap<>(Step.class);

  /// Kept over the rounds of a batch; the oldest go first, since a message may move to another
  /// instance without an end here.
  private final Map<UUID, Instant> firstFaults =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Instant> eldest) {
          return size() > FAULTS_MAX;
        }
      };

  Successes(Clock clock) {
    this.clock = clock;
  }

  synchronized void passed(Step step) {
    latest.put(step, clock.instant());
  }

  synchronized void failed(UUID messageId) {
    firstFaults.putIfAbsent(messageId, clock.instant());
  }

  synchronized void forget(UUID messageId) {
    firstFaults.remove(messageId);
  }

  synchronized boolean othersPassed(Step step, UUID messageId) {
    Instant success = latest.get(step);
    Instant fault = firstFaults.get(messageId);
    return success != null && fault != null && success.isAfter(fault);
  }
}
