package io.awfar.media.transfer;

import io.awfar.media.download.WhatsAppFault;
import io.awfar.media.lane.Lane;
import io.awfar.whatsapp.MediaOutcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts what the service does; a transfer counts when its event is committed, never before.
final class TransferMetrics {

  private final MeterRegistry registry;
  private final Counter bytes;
  private final Counter deadLetters;
  private final AtomicInteger inFlight = new AtomicInteger();

  TransferMetrics(MeterRegistry registry, Outages outages) {
    this.registry = registry;
    this.bytes =
        Counter.builder("awfar.media.bytes")
            .description("Bytes of files downloaded and found right")
            .baseUnit("bytes")
            .register(registry);
    this.deadLetters =
        Counter.builder("awfar.media.dead.letters")
            .description("Records that were no messages")
            .register(registry);
    registry.gauge("awfar.media.inflight", inFlight);
    for (Lane lane : Lane.values()) {
      Gauge.builder("awfar.media.waiting", outages.of(lane), o -> o.state().isPresent() ? 1 : 0)
          .description("1 while a batch of the lane waits for something that is down")
          .tag("lane", lane.code())
          .register(registry);
    }
    // All outcomes are there from the start, so that a rate of the first one can be seen.
    List.of(MediaOutcome.STORED, MediaOutcome.FAILED, MediaOutcome.EXPIRED)
        .forEach(this::transfers);
  }

  /// Marks a file as under way until closed.
  InFlight inFlight() {
    inFlight.incrementAndGet();
    return inFlight::decrementAndGet;
  }

  /// Ends without an exception.
  interface InFlight extends AutoCloseable {
    @Override
    void close();
  }

  void bytesInFlight(BytesInFlight bytes) {
    Gauge.builder("awfar.media.bytes.inflight", bytes, BytesInFlight::bytes)
        .description("Room that files on their way have taken")
        .baseUnit("bytes")
        .register(registry);
  }

  void refusedNumbers(RefusedNumbers refused) {
    Gauge.builder("awfar.media.numbers.refused", refused, RefusedNumbers::count)
        .description("Numbers whose token WhatsApp did not take the last time, or that have none")
        .register(registry);
  }

  void downloaded(long sizeBytes) {
    bytes.increment(sizeBytes);
  }

  void fault(WhatsAppFault fault) {
    registry
        .counter("awfar.media.faults", "step", code(fault.step()), "reason", fault.reason())
        .increment();
  }

  void committed(Batch batch, List<Outcome> outcomes) {
    deadLetters.increment(batch.poison().size());
    for (Outcome outcome : outcomes) {
      switch (outcome) {
        case FinishedFile file -> transfers(file.ending().outcome()).record(file.took());
        case DeferredFile file -> deferred(file).increment();
      }
    }
  }

  private Counter deferred(DeferredFile file) {
    return Counter.builder("awfar.media.deferred")
        .description("Files handed to another lane, and why")
        .tag("lane", file.lane().code())
        .tag("reason", String.valueOf(file.trail().reason()))
        .register(registry);
  }

  /// Transfers with this outcome since the start.
  long count(MediaOutcome outcome) {
    return transfers(outcome).count();
  }

  private Timer transfers(MediaOutcome outcome) {
    return Timer.builder("awfar.media.transfers")
        .description("Files brought to their end, and how long each took")
        .tag("outcome", code(outcome))
        .publishPercentileHistogram()
        .register(registry);
  }

  private static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
