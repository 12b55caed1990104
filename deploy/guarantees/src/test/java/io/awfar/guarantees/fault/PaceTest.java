package io.awfar.guarantees.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final Duration AT = Duration.ofSeconds(10);
  private static final Duration LONG = Duration.ofMinutes(5);

  private final AtomicLong acknowledged = new AtomicLong();
  private final List<String> lines = new ArrayList<>();

  @Test
  void aFaultComesAtItsTimeWhereHalfOfWhatWasSentIsAnswered() throws InterruptedException {
    acknowledged.set(500);

    assertThat(pace(LONG).await(AT)).isLessThan(Duration.ofMillis(100));
    assertThat(lines).isEmpty();
  }

  @Test
  void aFaultWaitsUntilHalfOfWhatWasSentIsAnswered() throws InterruptedException {
    acknowledged.set(100);
    Thread services =
        Thread.ofVirtual()
            .start(() -> {
              while (acknowledged.addAndGet(20) < 500) {
                pause();
              }
            });

    Duration waited = pace(LONG).await(AT);

    services.join();
    assertThat(acknowledged).hasValue(500);
    assertThat(waited).isGreaterThan(Duration.ofSeconds(1));
    assertThat(lines)
        .singleElement()
        .asString()
        .startsWith("the next fault waited ")
        .endsWith(" for 500 events to be answered 200, 500 are");
  }

  @Test
  void aFaultComesInTheEndThoughNothingIsAnswered() throws InterruptedException {
    assertThat(pace(Duration.ofMillis(300)).await(AT))
        .isBetween(Duration.ofMillis(300), Duration.ofSeconds(10));
  }

  /// Of 100 events per second.
  private Pace pace(Duration patience) {
    return new Pace(acknowledged::get, 100, patience, lines::add);
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(100));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
