package io.awfar.media.reconcile;

import io.awfar.media.MediaSettings;
import io.awfar.media.file.FileKeeper;
import io.awfar.media.store.BucketListing;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;

/// No connection to the database is a bean: whatever else is in this JVM would take it for its own.
@Configuration(proxyBeanMethods = false)
class ReconcileConfiguration {

  private final Clock clock;

  ReconcileConfiguration(ObjectProvider<Clock> clock) {
    this.clock = clock.getIfAvailable(Clock::systemUTC);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  Reconciliation reconciliation(
      MediaSettings settings,
      BucketListing listing,
      FileKeeper keeper,
      ConsumerFactory<byte[], byte[]> consumers,
      MeterRegistry meters) {
    ReconcileSettings reconcile = settings.reconcile();
    WrittenRows written =
        new WrittenRows(
            consumers.getConfigurationProperties(),
            reconcile.persistenceGroup(),
            reconcile.kafkaTimeMax(),
            clock);
    return new Reconciliation(
        reconcile,
        () -> new ReconcileRun(reconcile, listing, keeper, written, clock),
        new ReconcileMetrics(meters));
  }

  @Bean
  InfoContributor reconcileInfo(MediaSettings settings, Reconciliation reconciliation) {
    return new ReconcileInfo(settings.reconcile(), reconciliation);
  }
}
