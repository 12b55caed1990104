package io.awfar.ingest.publish;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes all events of a request, in their order, or says that it could not.
public final class EventPublisher {

  private static final Logger log = LoggerFactory.getLogger(EventPublisher.class);

  private static final Duration LEADERS_TIME_MAX = Duration.ofSeconds(5);

  private final RawEventEncoder encoder;
  private final LiveProducer producers;
  private final Map<PublishOutcome, Timer> latencies = new EnumMap<>(PublishOutcome.class);
  private final AtomicBoolean failing = new AtomicBoolean();

  EventPublisher(RawEventEncoder encoder, LiveProducer producers, MeterRegistry meters) {
    this.encoder = encoder;
    this.producers = producers;
    for (PublishOutcome outcome : PublishOutcome.values()) {
      latencies.put(outcome, latency(outcome, meters));
    }
  }

  /// One that sends to another topic, which has its leaders, and counts for itself.
  public EventPublisher rehearsing(String topic, MeterRegistry otherMeters)
      throws InterruptedException {
    producers.awaitLeaders(topic, LEADERS_TIME_MAX);
    return new EventPublisher(encoder.into(topic), producers, otherMeters);
  }

  /// Sends the events and reports when the fate of every one is known.
  ///
  /// Never blocks, so it may be called on an event loop. The bytes sent are taken from `share`,
  /// which the caller closes after the report and not before.
  public CompletableFuture<PublishOutcome> publish(
      List<KeyedEvent> events, InFlightBytes.Share share) {
    long start = System.nanoTime();
    return send(events, share)
        .thenApply(outcome -> {
          Objects.requireNonNull(latencies.get(outcome))
              .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
          return outcome;
        });
  }

  private CompletableFuture<PublishOutcome> send(
      List<KeyedEvent> events, InFlightBytes.Share share) {
    try {
      List<ProducerRecord<String, byte[]>> records = encoder.encode(events);
      if (!share.take(records.stream().mapToLong(r -> r.value().length).sum())) {
        return CompletableFuture.completedFuture(PublishOutcome.OVERLOADED);
      }
      Producer<String, byte[]> producer = producers.get();
      return send(producer, records).thenApply(failure -> outcome(producer, failure));
    } catch (KafkaException e) {
      report(e);
      return CompletableFuture.completedFuture(PublishOutcome.UNAVAILABLE);
    }
  }

  private CompletableFuture<@Nullable Exception> send(
      Producer<String, byte[]> producer, List<ProducerRecord<String, byte[]>> records) {
    Acks acks = new Acks(records.size());
    for (int sent = 0; sent < records.size(); sent++) {
      if (acks.failed()) {
        acks.skip(records.size() - sent);
        break;
      }
      try {
        var unused = producer.send(records.get(sent), acks);
      } catch (RuntimeException e) {
        // A failure that the producer throws is one that it does not report to the callback.
        acks.onCompletion(null, e);
      }
    }
    return acks.all();
  }

  private static Timer latency(PublishOutcome outcome, MeterRegistry meters) {
    return Timer.builder("awfar.ingest.publish")
        .description("From the first event of a request being encoded to the last being acked")
        .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
        .publishPercentileHistogram()
        .register(meters);
  }

  private PublishOutcome outcome(Producer<String, byte[]> producer, @Nullable Exception failure) {
    if (failure == null) {
      if (failing.getAndSet(false)) {
        log.info("Events can be published again");
      }
      return PublishOutcome.DURABLE;
    }
    report(failure);
    producers.failed(producer, failure);
    return PublishOutcome.UNAVAILABLE;
  }

  /// Once for a row of failures: in an outage every request has one.
  private void report(Exception failure) {
    if (!failing.getAndSet(true)) {
      log.warn("Events cannot be published: {}", failure.toString());
    }
  }
}
