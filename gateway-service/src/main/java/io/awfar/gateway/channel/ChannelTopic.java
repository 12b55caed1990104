package io.awfar.gateway.channel;

import io.awfar.schemas.channel.ChannelDeletion;
import io.awfar.schemas.channel.ChannelFollower;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.Channel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// The topic `whatsapp.channels`, written and read back without waiting on the caller's thread.
final class ChannelTopic implements AutoCloseable {

  private static final String NAME = Topics.CHANNELS.name();

  private final Admin admin;
  private final Producer<String, Channel> producer;
  private final ChannelFollower follower;

  ChannelTopic(Admin admin, Producer<String, Channel> producer, ChannelFollower follower) {
    this.admin = admin;
    this.producer = producer;
    this.follower = follower;
  }

  /// Makes it unless it is there.
  Mono<Void> create(NewTopic topic) {
    return result(() -> admin.createTopics(List.of(topic)).all())
        .onErrorResume(TopicExistsException.class, _ -> Mono.empty());
  }

  /// Writes the newest record of a channel.
  ///
  /// @return where, once all replicas have it
  Mono<RecordMetadata> write(Channel channel) {
    return write(new ProducerRecord<>(NAME, channel.getChannelId(), channel));
  }

  /// Writes that a channel is gone.
  ///
  /// @return where, once all replicas have it
  Mono<RecordMetadata> delete(String channelId, ChannelDeletion deletion) {
    ProducerRecord<String, Channel> tombstone = new ProducerRecord<>(NAME, channelId, null);
    deletion.set(tombstone.headers());
    return write(tombstone);
  }

  /// Completes once the directory shows what was written there.
  Mono<Void> shows(RecordMetadata where) {
    return passed(where.partition(), where.offset());
  }

  /// Completes once the directory shows all that the topic holds at this moment, whoever wrote it.
  Mono<Void> showsAll() {
    return result(() -> admin.describeTopics(List.of(NAME)).allTopicNames())
        .map(ChannelTopic::ends)
        .flatMap(ends -> result(() -> admin.listOffsets(ends).all()))
        .flatMap(this::passed);
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
    admin.close(Duration.ZERO);
  }

  private Mono<RecordMetadata> write(ProducerRecord<String, Channel> record) {
    return Mono.<RecordMetadata>create(
            sink -> {
              var unused =
                  producer.send(
                      record,
                      (where, failure) -> {
                        if (failure == null) {
                          sink.success(where);
                        } else {
                          sink.error(failure);
                        }
                      });
            })
        // Registry and metadata may have to be waited for.
        .subscribeOn(Schedulers.boundedElastic())
        .publishOn(Schedulers.parallel());
  }

  private Mono<Void> passed(Map<TopicPartition, ListOffsetsResultInfo> ends) {
    return Flux.fromIterable(ends.entrySet())
        .concatMap(end -> passed(end.getKey().partition(), end.getValue().offset() - 1))
        .then();
  }

  private Mono<Void> passed(int partition, long offset) {
    return Mono.fromFuture(() -> follower.shows(partition, offset))
        .publishOn(Schedulers.parallel());
  }

  private static Map<TopicPartition, OffsetSpec> ends(Map<String, TopicDescription> topics) {
    return topics.values().stream()
        .flatMap(topic -> topic.partitions().stream())
        .collect(
            Collectors.toMap(
                partition -> new TopicPartition(NAME, partition.partition()),
                _ -> OffsetSpec.latest()));
  }

  private static <T> Mono<T> result(Supplier<KafkaFuture<T>> call) {
    return Mono.fromFuture(() -> completable(call.get())).publishOn(Schedulers.parallel());
  }

  private static <T> CompletableFuture<T> completable(KafkaFuture<T> future) {
    return future.toCompletionStage().toCompletableFuture();
  }
}
