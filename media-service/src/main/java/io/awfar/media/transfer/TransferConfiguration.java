package io.awfar.media.transfer;

import io.awfar.media.MediaSettings;
import io.awfar.media.download.AccessTokens;
import io.awfar.media.download.WhatsAppMedia;
import io.awfar.media.lane.LaneBacklog;
import io.awfar.media.preview.Previews;
import io.awfar.media.store.MediaStore;
import io.awfar.media.store.StoredFiles;
import io.awfar.media.type.FileTypes;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.MessageListenerContainer;

@Configuration(proxyBeanMethods = false)
class TransferConfiguration {

  private final Clock clock;

  TransferConfiguration(ObjectProvider<Clock> clock) {
    this.clock = clock.getIfAvailable(Clock::systemUTC);
  }

  @Bean
  Outages outages(MediaSettings settings) {
    return new Outages(
        clock,
        new Backoff(settings.transfer().outageDelayMin(), settings.transfer().outageDelayMax()));
  }

  @Bean
  TransferMetrics transferMetrics(MeterRegistry registry, Outages outages) {
    return new TransferMetrics(registry, outages);
  }

  @Bean
  RefusedNumbers refusedNumbers(AccessTokens tokens, TransferMetrics metrics) {
    RefusedNumbers refused = new RefusedNumbers(tokens::isShared, clock);
    metrics.refusedNumbers(refused);
    return refused;
  }

  @Bean
  Transfers transfers(
      MediaSettings settings,
      WhatsAppMedia whatsapp,
      AccessTokens tokens,
      MediaStore store,
      StoredFiles files,
      Previews previews,
      RefusedNumbers refused,
      TransferMetrics metrics) {
    Spool spool = Spool.open(settings.transfer().spoolFolder().resolve(settings.instance()));
    Successes successes = new Successes(clock);
    BytesInFlight bytes = BytesInFlight.of(settings, clock);
    metrics.bytesInFlight(bytes);
    MediaTransfer once =
        new MediaTransfer(
            whatsapp,
            tokens,
            new Keeping(store, new FileTypes(), previews),
            spool,
            bytes,
            clock,
            successes,
            refused,
            metrics);
    return new Transfers(
        new PatientTransfer(once, successes, refused, metrics, settings, clock),
        key -> files.find(key.toString()).isPresent(),
        settings,
        metrics,
        clock);
  }

  @Bean
  MessageConsumers messageListeners(
      MessageReader reader,
      Transfers transfers,
      KafkaTemplate<byte[], SpecificRecord> kafka,
      TransferMetrics metrics,
      Outages outages) {
    TransferLog log = new TransferLog(kafka);
    return lane -> new MessageConsumer(lane, reader, transfers, log, metrics, outages.of(lane));
  }

  @Bean
  HealthIndicator transfersHealthIndicator(
      Outages outages,
      MessageListenerContainer messageConsumers,
      LaneConsumers lanes,
      LaneBacklog backlog,
      RefusedNumbers refused) {
    return new TransfersHealthIndicator(
        outages, messageConsumers, lanes.containers(), backlog, refused);
  }

  @Bean
  BrokerHealthIndicator brokerHealthIndicator(KafkaAdmin kafka) {
    return new BrokerHealthIndicator(kafka.getConfigurationProperties());
  }

  @Bean
  MediaEndpoint mediaEndpoint(TransferMetrics metrics) {
    return new MediaEndpoint(metrics);
  }
}
