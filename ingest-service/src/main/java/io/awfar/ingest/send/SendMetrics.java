package io.awfar.ingest.send;

import io.awfar.ingest.call.CallResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts sends by what became of them, and those in doubt.
final class SendMetrics {

  private final Counter accepted;
  private final Counter failed;
  private final Counter unconfirmed;
  private final Counter forgotten;
  private final AtomicInteger doubts = new AtomicInteger();
  private final MeterRegistry meters;

  SendMetrics(MeterRegistry meters) {
    this.meters = meters;
    accepted = sends("accepted", meters);
    failed = sends("failed", meters);
    unconfirmed = sends("unconfirmed", meters);
    forgotten =
        Counter.builder("awfar.ingest.send.forgotten")
            .description("Sends whose repeated commands would be sent, for want of room")
            .register(meters);
    Gauge.builder("awfar.ingest.send.doubts", doubts, AtomicInteger::get)
        .description("Sends of which it is being found out whether WhatsApp took them")
        .register(meters);
  }

  void ended(Ending ending) {
    switch (ending) {
      case Ending.Accepted _ -> accepted.increment();
      case Ending.Failed _ -> failed.increment();
      case Ending.Unconfirmed _ -> unconfirmed.increment();
    }
  }

  /// A call of WhatsApp's has ended.
  void called(CallResult result, Duration took) {
    String name =
        switch (result) {
          case CallResult.Accepted _, CallResult.Marked _ -> "accepted";
          case CallResult.Refused _ -> "refused";
          case CallResult.NotReached _, CallResult.NotCalled _ -> "not-reached";
          case CallResult.NoAnswer _ -> "no-answer";
        };
    Timer.builder("awfar.ingest.send.calls")
        .description("From a call of WhatsApp's API to what came of it")
        .tag("result", name)
        .publishPercentileHistogram()
        .register(meters)
        .record(took);
  }

  /// So many sends are not remembered any more although their commands are not too old.
  void forgot(long sends) {
    forgotten.increment(sends);
  }

  void doubtRaised() {
    doubts.incrementAndGet();
  }

  void doubtSettled() {
    doubts.decrementAndGet();
  }

  private static Counter sends(String outcome, MeterRegistry meters) {
    return Counter.builder("awfar.ingest.sends")
        .description("Sends that have ended")
        .tag("outcome", outcome)
        .register(meters);
  }
}
