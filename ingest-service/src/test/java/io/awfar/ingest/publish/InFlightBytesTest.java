package io.awfar.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class InFlightBytesTest {

  private final InFlightBytes inFlight = new InFlightBytes(100);

  @Test
  void nothingIsTakenBeyondTheBound() {
    InFlightBytes.Share first = inFlight.open();
    InFlightBytes.Share second = inFlight.open();

    assertThat(first.take(60)).isTrue();
    assertThat(second.take(41)).isFalse();
    assertThat(second.take(40)).isTrue();
    assertThat(first.take(1)).isFalse();
    assertThat(inFlight.bytes()).isEqualTo(100);
  }

  @Test
  void aClosedShareGivesBackAllItTookOnceAndTakesNoMore() {
    InFlightBytes.Share share = inFlight.open();
    assertThat(share.take(30)).isTrue();
    assertThat(share.take(30)).isTrue();

    share.close();
    share.close();

    assertThat(inFlight.bytes()).isZero();
    assertThat(share.take(1)).isFalse();
  }

  @Test
  void manyThreadsLeaveNothingBehind() throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (int thread = 0; thread < 8; thread++) {
        threads.submit(() -> {
          start.await();
          for (int i = 0; i < 10_000; i++) {
            try (InFlightBytes.Share share = inFlight.open()) {
              share.take(i % 40);
              share.take(10);
            }
          }
          return null;
        });
      }
      start.countDown();
    }
    assertThat(inFlight.bytes()).isZero();
  }
}
