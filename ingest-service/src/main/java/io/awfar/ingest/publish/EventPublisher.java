package io.awfar.ingest.publish;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
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

  private final BrokerWatch watch;
  private final RawEventEncoder encoder;
  private final LiveProducer producers;
  private final MeterRegistry meters;
  private final AtomicBoolean failing = new AtomicBoolean();

  EventPublisher(
      BrokerWatch watch, RawEventEncoder encoder, LiveProducer producers, MeterRegistry meters) {
    this.watch = watch;
    this.encoder = encoder;
    this.producers = producers;
    this.meters = meters;
  }

  /// Whether the first event can be sent: topic, schema and metadata are there.
  public boolean isWarm() {
    return watch.state() != BrokerWatch.State.WARMING_UP;
  }

  /// Sends the events and reports when the fate of every one is known.
  ///
  /// May block for the cluster's metadata, so do not call it on an event loop. The bytes sent are
  /// taken from `share`, which the caller closes after the report and not before.
  public CompletableFuture<PublishOutcome> publish(
      List<KeyedEvent> events, InFlightBytes.Share share) {
    Timer.Sample start = Timer.start(meters);
    return send(events, share)
        .thenApply(outcome -> {
          start.stop(latency(outcome));
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

  private Timer latency(PublishOutcome outcome) {
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
