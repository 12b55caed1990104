package io.awfar.media.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class BytesInFlightTest {

  private final BytesInFlight bytes = new BytesInFlight(DataSize.ofMegabytes(1));

  @Test
  void aFileBeginsOnlyIfThereIsRoomForAllOfIt() throws Exception {
    try (var _ = bytes.take(700_000, Duration.ZERO)) {
      assertThatThrownBy(() -> bytes.take(400_000, Duration.ofMillis(10)))
          .isInstanceOf(CrowdedException.class);
      bytes.take(300_000, Duration.ZERO).close();
    }
    assertThat(bytes.bytes()).isZero();
  }

  @Test
  void aFileThatWaitsBeginsWhenAnotherEnds() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = bytes.take(1_000_000, Duration.ZERO);
      var second =
          CompletableFuture.supplyAsync(
              () -> {
                try (var _ = bytes.take(1_000_000, Duration.ofSeconds(30))) {
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
    try (var _ = bytes.take(Long.MAX_VALUE / 2, Duration.ZERO)) {
      assertThat(bytes.bytes()).isEqualTo(DataSize.ofMegabytes(1).toBytes());
    }
    assertThat(bytes.bytes()).isZero();
  }

  @Test
  void anEmptyFileTakesALittle() throws Exception {
    try (var _ = bytes.take(0, Duration.ZERO)) {
      assertThat(bytes.bytes()).isPositive();
    }
  }
}
