package io.awfar.media.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.awfar.media.download.CrowdedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class BytesInFlightTest {

  private final BytesInFlight bytes = new BytesInFlight(DataSize.ofMegabytes(1), Clock.systemUTC());

  @Test
  void aFileBeginsOnlyIfThereIsRoomForAllOfIt() throws Exception {
    try (var first = share(Duration.ZERO);
        var second = share(Duration.ofMillis(10));
        var third = share(Duration.ZERO)) {
      first.take(700_000);
      assertThatThrownBy(() -> second.take(400_000)).isInstanceOf(CrowdedException.class);
      third.take(300_000);
    }
    assertThat(bytes.bytes()).isZero();
  }

  @Test
  void aFileThatWaitsBeginsWhenAnotherEnds() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = share(Duration.ZERO);
      first.take(1_000_000);
      var second =
          CompletableFuture.supplyAsync(
              () -> {
                try (var waiting = share(Duration.ofSeconds(30))) {
                  waiting.take(1_000_000);
                  return true;
                } catch (CrowdedException | InterruptedException e) {
                  return false;
                }
              },
              threads);
      first.close();

      assertThat(second.join()).isTrue();
    }
  }

  @Test
  void aFileLargerThanAllRoomTakesAllOfIt() throws Exception {
    try (var share = share(Duration.ZERO)) {
      share.take(Long.MAX_VALUE / 2);
      assertThat(bytes.bytes()).isEqualTo(DataSize.ofMegabytes(1).toBytes());
    }
    assertThat(bytes.bytes()).isZero();
  }

  @Test
  void anEmptyFileTakesALittle() throws Exception {
    try (var share = share(Duration.ZERO)) {
      share.take(0);
      assertThat(bytes.bytes()).isPositive();
    }
  }

  private BytesInFlight.Share share(Duration wait) {
    return bytes.share(Instant.now().plus(wait));
  }
}
