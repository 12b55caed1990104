package io.awfar.media.transfer;

import io.awfar.media.MediaSettings;
import io.awfar.media.lane.Lane;
import io.awfar.media.lane.LaneBacklog;
import io.awfar.media.lane.LaneConsumer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.ContainerProperties.AssignmentCommitOption;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;

/// The lanes aside: each has a group and a consumer of its own, so that none waits for another.
@Configuration(proxyBeanMethods = false)
class LaneConfiguration {

  /// A consumer that is woken up at the wrong moment looks by itself.
  private static final long POLL_MILLIS = 1_000;

  private static final int FIRST_RETRY = Lane.RETRY_1.ordinal();

  private final Clock clock;

  LaneConfiguration(ObjectProvider<Clock> clock) {
    this.clock = clock.getIfAvailable(Clock::systemUTC);
  }

  @Bean
  LaneBacklog laneBacklog(KafkaAdmin kafka, MeterRegistry registry) {
    LaneBacklog backlog =
        new LaneBacklog(
            kafka.getConfigurationProperties(),
            Lane.ASIDE.stream()
                .collect(Collectors.toMap(Function.identity(), LaneConfiguration::group)));
    for (Lane lane : Lane.ASIDE) {
      Gauge.builder("awfar.media.lane.records", backlog, b -> b.waiting(lane))
          .description("Records that wait in a lane, over all instances; -1 if not known")
          .tag("lane", lane.code())
          .register(registry);
    }
    return backlog;
  }

  @Bean
  LaneConsumers laneConsumers(
      ConsumerFactory<byte[], byte[]> consumers,
      MessageConsumers listeners,
      Outages outages,
      LaneBacklog backlog,
      MediaSettings settings) {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("lanes").factory());
    List<KafkaMessageListenerContainer<byte[], byte[]>> containers =
        Lane.ASIDE.stream()
            .map(lane -> container(lane, consumers, listeners, outages, settings, timer))
            .toList();
    return new LaneConsumers(containers, backlog, timer, settings.lanes().lookInterval());
  }

  private KafkaMessageListenerContainer<byte[], byte[]> container(
      Lane lane,
      ConsumerFactory<byte[], byte[]> consumers,
      MessageConsumers listeners,
      Outages outages,
      MediaSettings settings,
      ScheduledExecutorService timer) {
    ContainerProperties properties = new ContainerProperties(lane.topic().name());
    properties.setGroupId(group(lane));
    properties.setClientId("media-service-" + settings.instance() + "-" + lane.code());
    properties.setAckMode(AckMode.MANUAL);
    properties.setAssignmentCommitOption(AssignmentCommitOption.NEVER);
    properties.setPollTimeout(POLL_MILLIS);
    properties.setKafkaConsumerProperties(consumerProperties(settings));
    var container = new KafkaMessageListenerContainer<>(consumers, properties);
    container.setupMessageListener(
        new LaneConsumer(
            listeners.of(lane), delay(lane, settings.lanes()), container, timer, clock));
    container.setCommonErrorHandler(new BatchRetry(outages.of(lane)));
    container.setBeanName(lane.code());
    return container;
  }

  private static String group(Lane lane) {
    return "media-service-" + lane.code();
  }

  private static Duration delay(Lane lane, MediaSettings.Lanes settings) {
    return lane == Lane.SLOW
        ? Duration.ZERO
        : settings.retryDelays().get(lane.ordinal() - FIRST_RETRY);
  }

  private static Properties consumerProperties(MediaSettings settings) {
    Properties properties = KafkaConfiguration.consumerProperties(settings);
    // A batch takes no longer than its longest file, plus what it waits for those of other lanes.
    properties.setProperty(
        ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(settings.lanes().downloadsMax()));
    return properties;
  }
}
