package io.awfar.gateway.channel;

import io.awfar.gateway.GatewaySettings;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import io.awfar.gateway.error.RequestId;
import io.awfar.schemas.channel.ChannelDeletion;
import io.awfar.schemas.channel.ChannelDirectory;
import io.awfar.schemas.registry.SchemaRegistryUnavailableException;
import io.awfar.whatsapp.Channel;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.LongFunction;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/// Changes channels one at a time, over all gateways on the database.
///
/// Kafka cannot write a record on a condition. So whoever changes a channel takes a lock, reads the
/// topic to its end, decides on what is there now, and keeps the lock until all replicas have the
/// record. It is done when this gateway's directory shows it.
@Component
final class ChannelWrites {

  private static final Logger log = LoggerFactory.getLogger(ChannelWrites.class);

  private static final Duration LOCK_RETRY_DELAY = Duration.ofMillis(50);
  private static final long LOCK_RETRIES_MAX = 40;

  private final ChannelTopic topic;
  private final ChannelDirectory directory;
  private final ChannelChangeQueries changes;
  private final TransactionalOperator transactions;
  private final Duration timeMax;

  ChannelWrites(
      ChannelTopic topic,
      ChannelDirectory directory,
      ChannelChangeQueries changes,
      TransactionalOperator transactions,
      GatewaySettings settings) {
    this.topic = topic;
    this.directory = directory;
    this.changes = changes;
    this.transactions = transactions;
    this.timeMax = settings.channels().writeTimeMax();
  }

  /// Somebody else holds the lock.
  private static final class LockedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LockedException() {
      super(null, null, false, false);
    }
  }

  /// Completes once the directory shows all that was written until now, by whichever gateway.
  Mono<Void> shown() {
    return topic
        .showsAll()
        .timeout(timeMax)
        .onErrorResume(ChannelWrites::isOfKafka, ChannelWrites::unavailable);
  }

  /// @param decide makes the change, given its version; asked when the directory shows what is
  ///   true, and nobody else can change it meanwhile. It may refuse
  /// @return once the directory shows the change. After a failure that is no refusal of `decide`
  ///   nobody knows whether it took place
  Mono<Void> write(String channelId, LongFunction<ChannelChange> decide) {
    return transactions
        .transactional(change(channelId, decide))
        .retryWhen(
            Retry.fixedDelay(LOCK_RETRIES_MAX, LOCK_RETRY_DELAY)
                .filter(LockedException.class::isInstance)
                .onRetryExhaustedThrow((_, _) -> new RefusedException(ErrorCode.BUSY)))
        .flatMap(topic::shows)
        .timeout(timeMax)
        .onErrorResume(ChannelWrites::isOfKafka, ChannelWrites::unavailable);
  }

  private Mono<RecordMetadata> change(String channelId, LongFunction<ChannelChange> decide) {
    return changes
        .tryLock()
        .flatMap(locked -> locked ? topic.showsAll() : Mono.error(new LockedException()))
        .then(Mono.defer(() -> changes.lastVersion(channelId)))
        .map(last -> decide.apply(nextVersion(channelId, last)))
        .flatMap(change -> changes.add(change).then(Mono.defer(() -> written(change))));
  }

  private Mono<RecordMetadata> written(ChannelChange change) {
    Channel after = change.after();
    return after == null
        ? topic.delete(
            change.channelId(),
            new ChannelDeletion(change.workspaceId(), change.version(), change.changedAt()))
        : topic.write(after);
  }

  private long nextVersion(String channelId, long last) {
    if (!directory.isCaughtUp()) {
      throw new RefusedException(ErrorCode.KAFKA_UNAVAILABLE);
    }
    long shown = directory.find(channelId).map(c -> c.channel().getVersion()).orElse(0L);
    return Math.max(last, shown) + 1;
  }

  private static boolean isOfKafka(Throwable failure) {
    return failure instanceof KafkaException || failure instanceof TimeoutException;
  }

  private static <T> Mono<T> unavailable(Throwable failure) {
    return Mono.deferContextual(context -> {
      String who =
          failure instanceof SchemaRegistryUnavailableException ? "The schema registry" : "Kafka";
      String kind = failure.getClass().getSimpleName();
      RequestId.logged(context, () -> log.warn("{} did not take a channel in time: {}", who, kind));
      return Mono.error(new RefusedException(ErrorCode.KAFKA_UNAVAILABLE));
    });
  }
}
