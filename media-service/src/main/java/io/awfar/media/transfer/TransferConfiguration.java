package io.awfar.media.transfer;

import io.awfar.media.MediaSettings;
import io.awfar.media.download.AccessTokens;
import io.awfar.media.download.WhatsAppMedia;
import io.awfar.media.store.MediaStore;
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
  Outage outage(MediaSettings settings) {
    return new Outage(
        clock,
        new Backoff(settings.transfer().outageDelayMin(), settings.transfer().outageDelayMax()));
  }

  @Bean
  TransferMetrics transferMetrics(MeterRegistry registry, Outage outage) {
    return new TransferMetrics(registry, outage);
  }

  @Bean
  Transfers transfers(
      MediaSettings settings,
      WhatsAppMedia whatsapp,
      AccessTokens tokens,
      MediaStore store,
      TransferMetrics metrics) {
    Spool spool = Spool.open(settings.transfer().spoolFolder().resolve(settings.instance()));
    Successes successes = new Successes(clock);
    MediaTransfer once = new MediaTransfer(whatsapp, tokens, store, spool, successes, metrics);
    return new Transfers(
        new PatientTransfer(once, successes, metrics, settings.transfer(), clock),
        settings.transfer().downloadsMax(),
        metrics);
  }

  @Bean
  MessageConsumer messageConsumer(
      MessageReader reader,
      Transfers transfers,
      KafkaTemplate<byte[], SpecificRecord> kafka,
      TransferMetrics metrics,
      Outage outage) {
    return new MessageConsumer(reader, transfers, new TransferLog(kafka), metrics, outage);
  }

  @Bean
  HealthIndicator transfersHealthIndicator(Outage outage, MessageListenerContainer consumers) {
    return new TransfersHealthIndicator(outage, consumers);
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
