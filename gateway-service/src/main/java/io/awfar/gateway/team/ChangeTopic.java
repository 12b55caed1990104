package io.awfar.gateway.team;

import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.ChatChange;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// The topic `whatsapp.chat-changes`, written without waiting on the caller's thread.
final class ChangeTopic implements AutoCloseable {

  private static final String NAME = Topics.CHAT_CHANGES.name();

  private final Admin admin;
  private final Producer<String, ChatChange> producer;
  private final NewTopic wanted;
  private volatile boolean there;

  /// @param wanted how it is made if it is missing
  ChangeTopic(Admin admin, Producer<String, ChatChange> producer, NewTopic wanted) {
    this.admin = admin;
    this.producer = producer;
    this.wanted = wanted;
  }

  /// Makes it unless it is there: a broker that makes topics by itself would give it another number
  /// of partitions.
  Mono<Void> ensure() {
    return Mono.defer(() -> there ? Mono.empty() : create());
  }

  /// Completes once all in-sync replicas have the record. After a failure nobody knows whether they
  /// will.
  Mono<Void> write(String key, ChatChange change) {
    return Mono.<Void>create(
            sink -> {
              var unused =
                  producer.send(
                      new ProducerRecord<>(NAME, key, change),
                      (_, failure) -> {
                        if (failure == null) {
                          sink.success();
                        } else {
                          sink.error(failure);
                        }
                      });
            })
        // Registry and metadata may have to be waited for.
        .subscribeOn(Schedulers.boundedElastic())
        .publishOn(Schedulers.parallel());
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
    admin.close(Duration.ZERO);
  }

  private Mono<Void> create() {
    return Mono.fromFuture(() ->
            admin.createTopics(List.of(wanted)).all().toCompletionStage().toCompletableFuture())
        .onErrorResume(TopicExistsException.class, _ -> Mono.empty())
        .publishOn(Schedulers.parallel())
        .then(Mono.fromRunnable(() -> there = true));
  }
}
