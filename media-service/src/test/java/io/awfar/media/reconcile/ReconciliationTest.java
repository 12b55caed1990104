package io.awfar.media.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReconciliationTest {

  @Test
  void anErrorDoesNotEndTheSchedule() throws Exception {
    CountDownLatch twice = new CountDownLatch(2);
    ReconcileSettings settings =
        TestSettings.of(
            "database.host", "h",
            "database.user", "u",
            "start-delay", "1ms",
            "interval", "1ms");
    try (Reconciliation reconciliation =
        new Reconciliation(
            settings,
            () -> {
              twice.countDown();
              throw new StackOverflowError();
            },
            new ReconcileMetrics(new SimpleMeterRegistry()))) {
      reconciliation.start();

      assertThat(twice.await(60, TimeUnit.SECONDS)).isTrue();
    }
  }
}
