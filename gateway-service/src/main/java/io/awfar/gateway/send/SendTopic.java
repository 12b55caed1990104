package io.awfar.gateway.send;

import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import io.awfar.gateway.error.RequestId;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.SendCommand;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// The topic `whatsapp.sends`, written without waiting on the caller's thread.
final class SendTopic implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SendTopic.class);

  private static final String NAME = Topics.SENDS.name();
  private static final int WRITERS_MAX = 4;

  private final Admin admin;
  private final Producer<String, byte[]> producer;
  private final Serializer<SendCommand> values;
  private final Scheduler writers;
  private final Duration timeMax;

  SendTopic(
      Admin admin,
      Producer<String, byte[]> producer,
      Serializer<SendCommand> values,
      SendSettings settings) {
    this.admin = admin;
    this.producer = producer;
    this.values = values;
    this.timeMax = settings.writeTimeMax();
    // Registry and metadata may have to be waited for; what does not fit the queue is refused.
    this.writers =
        Schedulers.newBoundedElastic(
            WRITERS_MAX,
            Math.ceilDiv(settings.waitingMax(), WRITERS_MAX),
            "gateway-send",
            60,
            true);
  }

  /// Makes it unless it is there.
  Mono<Void> create(NewTopic topic) {
    return Mono.fromFuture(() ->
            admin.createTopics(List.of(topic)).all().toCompletionStage().toCompletableFuture())
        .onErrorResume(TopicExistsException.class, _ -> Mono.empty())
        .publishOn(Schedulers.parallel());
  }

  /// A command as it stands in the topic.
  Mono<byte[]> encode(SendCommand command) {
    return guarded(Mono.fromCallable(() -> values.serialize(NAME, command)).subscribeOn(writers));
  }

  /// Completes once all in-sync replicas have the record. After a failure nobody knows whether they
  /// will.
  Mono<Void> write(String key, byte[] value) {
    Mono<RecordMetadata> written =
        Mono.create(sink -> {
          var unused =
              producer.send(
                  new ProducerRecord<>(NAME, key, value),
                  (where, failure) -> {
                    if (failure == null) {
                      sink.success(where);
                    } else {
                      sink.error(failure);
                    }
                  });
        });
    return guarded(written.subscribeOn(writers)).then();
  }

  @Override
  public void close() {
    writers.dispose();
    producer.close(Duration.ZERO);
    admin.close(Duration.ZERO);
  }

  private <T> Mono<T> guarded(Mono<T> call) {
    return call.timeout(timeMax)
        .publishOn(Schedulers.parallel())
        .onErrorResume(
            failure -> failure instanceof KafkaException || failure instanceof TimeoutException,
            failure ->
                Mono.deferContextual(context -> {
                  String kind = failure.getClass().getSimpleName();
                  RequestId.logged(
                      context,
                      () -> log.warn("Kafka or registry did not take a command in time: {}", kind));
                  return Mono.error(new RefusedException(ErrorCode.KAFKA_UNAVAILABLE));
                }));
  }
}
