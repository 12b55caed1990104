package io.awfar.gateway.live;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/// Writes down every few seconds how far a gateway is.
///
/// Events name the newest mark that could be written. If none can be, they go on to name the last
/// one: who comes back is told more again, and misses nothing.
final class Marks {

  private static final Logger log = LoggerFactory.getLogger(Marks.class);

  private static final Duration TIME_MAX = Duration.ofSeconds(3);
  private static final int COUNT_MAX = 2_000;

  /// A mark that says what the last one says is written once that one is as old as this part of
  /// what is remembered, since it would not be found for long any more.
  private static final int RENEWALS = 4;

  private final LiveMarkQueries queries;
  private final Duration ageMax;
  private final AtomicBoolean writing = new AtomicBoolean();
  private volatile String written = "";
  private volatile long writtenNanos;

  Marks(LiveMarkQueries queries, Duration ageMax) {
    this.queries = queries;
    this.ageMax = ageMax;
  }

  /// The newest first; none if they cannot be read.
  Mono<List<Positions>> newest() {
    return queries
        .newest(ageMax, COUNT_MAX)
        .collectList()
        .timeout(TIME_MAX)
        .onErrorResume(failure -> {
          log.warn("Events are not read back: {}", failure.getClass().getSimpleName());
          return Mono.just(List.of());
        });
  }

  /// Writes a mark unless it says nothing new or one is being written, without waiting.
  ///
  /// @param memory to which all before the positions has been added
  /// @param then run in any case, once that is done
  void write(Positions positions, EventMemory memory, Runnable then) {
    String text = positions.text();
    boolean known =
        text.equals(written) && System.nanoTime() - writtenNanos < ageMax.toNanos() / RENEWALS;
    if (known || !writing.compareAndSet(false, true)) {
      then.run();
      return;
    }
    var unused =
        queries
            .add(positions, ageMax)
            .timeout(TIME_MAX)
            .onErrorResume(failure -> {
              log.debug("How far events are is not written down: {}", failure.toString());
              return Mono.empty();
            })
            .doFinally(_ -> {
              writing.set(false);
              then.run();
            })
            .subscribe(id -> {
              written = text;
              writtenNanos = System.nanoTime();
              memory.mark(id);
            });
  }
}
