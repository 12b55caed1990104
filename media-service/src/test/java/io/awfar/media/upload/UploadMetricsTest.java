package io.awfar.media.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.awfar.media.problem.Refusal;
import io.awfar.media.problem.RefusedException;
import io.awfar.media.store.StoreUnavailableException;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import reactor.core.Exceptions;
import reactor.netty.channel.AbortedException;

class UploadMetricsTest {

  private static final Uploaded FILE =
      new Uploaded("owner/hash", "text/plain", "document", 1, "hash", null);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final UploadMetrics metrics = new UploadMetrics(meters, new UploadRoom(1, 1));

  @Test
  void aFailureIsCountedByTheCodeThatItIsAnsweredWith() {
    fail(new RefusedException(Refusal.FILE_EMPTY), false);
    fail(new StoreUnavailableException("No answer", new IOException()), false);
    fail(new IllegalStateException(), false);

    assertThat(counted())
        .isEqualTo(Map.of("file_empty", 1L, "store_unavailable", 1L, "internal_error", 1L));
  }

  @Test
  void whatIsStoredCountsAsStoredThoughNobodyWaitedForTheAnswer() {
    assertThat(metrics.counted(() -> FILE, () -> true)).isEqualTo(FILE);

    assertThat(counted()).isEqualTo(Map.of("stored", 1L));
  }

  @Test
  void whatEndsWithItsConnectionIsCancelledEvenIfItsEndIsKnownFirst() {
    fail(new RefusedException(Refusal.MULTIPART_MALFORMED), true);
    fail(new AbortedException("Connection has been closed"), false);
    fail(Exceptions.propagate(new IOException("Connection reset by peer")), false);

    assertThat(counted()).isEqualTo(Map.of("cancelled", 3L));
  }

  private void fail(RuntimeException failure, boolean gone) {
    assertThatThrownBy(() ->
            metrics.counted(
                () -> {
                  throw failure;
                },
                () -> gone))
        .isSameAs(failure);
  }

  private Map<String, Long> counted() {
    return meters.find("awfar.media.uploads").timers().stream()
        .collect(Collectors.toMap(timer -> timer.getId().getTag("outcome"), Timer::count));
  }
}
