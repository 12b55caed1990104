package io.awfar.gateway.team;

import io.awfar.gateway.GatewaySettings;
import io.awfar.gateway.team.ChangeQueries.Waiting;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Writes to Kafka what teams did: everything, in order for each chat, and for as long as it takes.
///
/// One gateway at a time does, below a lock. A change leaves the table only once all in-sync
/// replicas have it, and the next of its chat is written only then. So whatever fails in between
/// writes a change again, and never after a later one. That changes wait is logged once when it
/// begins, and once when it is over.
@Component
final class ChangePublisher implements ApplicationRunner, DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(ChangePublisher.class);

  private static final int WRITTEN_AT_ONCE_MAX = 256;

  private final ChangeQueries changes;
  private final ChangeTopic topic;
  private final TransactionalOperator transactions;
  private final TeamSettings settings;
  private final Clock clock;
  private final Counter published;
  private final AtomicLong waiting = new AtomicLong();
  private final AtomicReference<@Nullable Instant> heldUpSince = new AtomicReference<>();
  private @Nullable Disposable work;

  ChangePublisher(
      ChangeQueries changes,
      ChangeTopic topic,
      TransactionalOperator transactions,
      GatewaySettings settings,
      Clock clock,
      MeterRegistry meters) {
    this.changes = changes;
    this.topic = topic;
    this.transactions = transactions;
    this.settings = settings.teams();
    this.clock = clock;
    Gauge.builder("awfar.gateway.chat-changes.waiting", waiting, AtomicLong::get)
        .description("Changes of chats that are not in Kafka yet, counted up to 10,000")
        .register(meters);
    published =
        Counter.builder("awfar.gateway.chat-changes.published")
            .description("Changes of chats that this gateway has written to Kafka")
            .register(meters);
  }

  @Override
  public void run(ApplicationArguments arguments) {
    work =
        Flux.interval(settings.changesInterval())
            .onBackpressureDrop()
            .concatMap(_ -> emptied(), 1)
            .subscribe(_ -> {}, failure -> log.error("Gave up", failure));
  }

  @Override
  public void destroy() {
    if (work != null) {
      work.dispose();
    }
  }

  private Mono<Void> emptied() {
    return counted()
        .flatMap(some -> topic.ensure().thenReturn(some))
        .filter(some -> some > 0)
        .flatMap(_ -> allPublished())
        .onErrorResume(failure -> {
          if (waiting.get() == 0) {
            log.debug("Not ready for changes of chats: {}", failure.getClass().getName());
          } else {
            held(failure);
          }
          return Mono.empty();
        });
  }

  private Mono<Void> allPublished() {
    return someWritten()
        .expand(some -> some > 0 ? someWritten() : Mono.empty())
        .then(counted())
        .then();
  }

  private Mono<Long> counted() {
    return changes
        .waiting()
        .doOnNext(some -> {
          waiting.set(some);
          if (some == 0) {
            released();
          }
        });
  }

  private void held(Throwable failure) {
    String reason = failure.getClass().getName();
    if (heldUpSince.compareAndSet(null, clock.instant())) {
      log.warn("Changes of chats wait: {}", reason);
    } else {
      log.debug("Changes of chats still wait: {}", reason);
    }
  }

  private void released() {
    Instant since = heldUpSince.getAndSet(null);
    if (since != null) {
      log.info(
          "Changes of chats wait no longer, after {} s",
          Duration.between(since, clock.instant()).toSeconds());
    }
  }

  /// @return how many; 0 if none wait, Kafka takes none or another gateway is at it
  private Mono<Integer> someWritten() {
    return transactions.transactional(
        changes
            .tryLock()
            .flatMap(locked ->
                locked ? changes.next(settings.changesBatchMax()) : Mono.just(List.<Waiting>of()))
            .flatMap(next -> next.isEmpty() ? Mono.just(0) : write(next)));
  }

  private Mono<Integer> write(List<Waiting> next) {
    // The first alone: if Kafka does not take it, the others need not wait for it, too.
    return writeOne(next.getFirst())
        .flatMapMany(first ->
            Flux.fromIterable(next.subList(1, next.size()))
                .flatMap(this::writeOne, WRITTEN_AT_ONCE_MAX)
                .startWith(first))
        .takeUntilOther(timeMax())
        .collectList()
        .flatMap(ids -> ids.isEmpty() ? Mono.just(0) : changes.delete(ids).thenReturn(ids.size()))
        .doOnNext(some -> published.increment(some));
  }

  /// What was written until then is kept; of the rest neither Kafka nor the registry says anything.
  private Mono<Long> timeMax() {
    return Mono.delay(settings.changesWriteTimeMax()).doOnNext(_ -> held(new TimeoutException()));
  }

  /// @return its id, nothing if Kafka did not take it
  private Mono<Long> writeOne(Waiting change) {
    return topic
        .write(change.key().toString(), change.change())
        .thenReturn(change.id())
        .onErrorResume(failure -> {
          held(failure);
          return Mono.empty();
        });
  }
}
