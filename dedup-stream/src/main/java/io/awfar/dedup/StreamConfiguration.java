package io.awfar.dedup;

import io.awfar.dedup.count.CountsEndpoint;
import io.awfar.dedup.count.CountsMetrics;
import io.awfar.dedup.count.EventCounts;
import io.awfar.dedup.count.Tally;
import io.awfar.dedup.lifecycle.KafkaHealth;
import io.awfar.dedup.lifecycle.OffsetsRetention;
import io.awfar.dedup.lifecycle.StreamLifecycle;
import io.awfar.dedup.lifecycle.StreamState;
import io.awfar.dedup.lifecycle.TopicTimes;
import io.awfar.dedup.position.GroupOffsets;
import io.awfar.dedup.seen.SeenEventsTopic;
import io.awfar.dedup.seen.SeenMemory;
import io.awfar.dedup.seen.SeenMetrics;
import io.awfar.dedup.topology.DedupTopology;
import io.awfar.schemas.serde.TrustedContracts;
import io.awfar.schemas.topic.MissingTopics;
import io.awfar.schemas.topic.Topic;
import io.awfar.schemas.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

/// Puts the service together.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DedupSettings.class)
final class StreamConfiguration {

  private static final List<Topic<? extends SpecificRecord>> TOPICS =
      List.of(
          Topics.RAW_EVENTS,
          Topics.MESSAGES,
          Topics.STATUSES,
          Topics.CHANNEL_EVENTS,
          Topics.DEAD_LETTERS);

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  KafkaAdmin.NewTopics topics(KafkaAdmin admin, DedupSettings settings) {
    admin.setCreateOrModifyTopic(new MissingTopics(admin.getConfigurationProperties()));
    return new KafkaAdmin.NewTopics(
        TOPICS.stream()
            .map(topic -> topic.newTopic(settings.replicationFactor()))
            .toArray(NewTopic[]::new));
  }

  /// Made by the class name in the settings, so that another vendor's takes no change of code.
  @Bean
  Deserializer<?> rawEventDeserializer(KafkaProperties kafka) {
    TrustedContracts.trust();
    Deserializer<?> deserializer =
        (Deserializer<?>) BeanUtils.instantiateClass(kafka.getConsumer().getValueDeserializer());
    deserializer.configure(kafka.buildConsumerProperties(), false);
    return deserializer;
  }

  @Bean
  @SuppressWarnings("unchecked") // Every Avro serializer takes every record.
  Serializer<SpecificRecord> recordSerializer(KafkaProperties kafka) {
    Serializer<SpecificRecord> serializer =
        (Serializer<SpecificRecord>)
            BeanUtils.instantiateClass(kafka.getProducer().getValueSerializer());
    serializer.configure(kafka.buildProducerProperties(), false);
    return serializer;
  }

  @Bean
  SeenMemory seenMemory(DedupSettings settings) {
    return new SeenMemory(settings.seenMemory().toBytes());
  }

  @Bean
  SeenMetrics seenMetrics(SeenMemory memory) {
    return new SeenMetrics(memory);
  }

  @Bean
  StreamState streamsHealthIndicator(DedupSettings settings, Clock clock) {
    return new StreamState(
        settings.retryDelayMin(), settings.retryDelayMax(), settings.rebalanceMax(), clock);
  }

  @Bean
  KafkaHealth kafkaHealthIndicator(KafkaProperties kafka) {
    Map<String, Object> settings = new HashMap<>(kafka.buildAdminProperties());
    settings.merge(AdminClientConfig.CLIENT_ID_CONFIG, "-health", (id, suffix) -> "" + id + suffix);
    return new KafkaHealth(settings);
  }

  /// Makes what is missing, and has the changelog kept for the memory and the raw topic refuse what
  /// would end it, and the group go on where it was. The cluster is asked afterwards, for the
  /// admin's own answer is no also where there was nothing to make.
  private static boolean topicsAreThere(
      KafkaAdmin admin, SeenEventsTopic changelog, GroupOffsets offsets) {
    boolean unused = admin.initialize();
    Map<String, Object> configs = admin.getConfigurationProperties();
    TopicTimes times = new TopicTimes(configs);
    times.lengthen(changelog.name(), changelog.settings());
    times.refuseFuture(Topics.RAW_EVENTS.name(), Topic.AHEAD_MAX);
    MissingTopics missing = new MissingTopics(configs);
    if (TOPICS.stream().map(topic -> topic.newTopic((short) -1)).anyMatch(missing)) {
      return false;
    }
    new OffsetsRetention(configs).warnIfShorterThan(Topics.RAW_EVENTS.name());
    offsets.bringBack(Topics.RAW_EVENTS.name());
    return true;
  }

  @Bean
  StreamLifecycle streamLifecycle(
      DedupSettings settings,
      KafkaProperties kafka,
      KafkaAdmin admin,
      Deserializer<?> rawEvents,
      Serializer<SpecificRecord> records,
      SeenMemory memory,
      StreamState state,
      ApplicationEventPublisher events,
      MeterRegistry meters) {
    DedupTopology topology = new DedupTopology(rawEvents, records, memory, settings.memory());
    GroupOffsets offsets =
        new GroupOffsets(
            admin.getConfigurationProperties(),
            kafka.buildConsumerProperties(),
            settings.applicationId(),
            Tally.changelog(settings.applicationId()));
    SeenEventsTopic changelog = new SeenEventsTopic(settings.applicationId(), settings.memory());
    StreamsConfig config =
        new StreamsConfig(StreamProperties.of(settings, kafka.buildStreamsProperties()));
    // With a name of its own the instance comes back to its partitions; without one it hands them
    // over at once.
    GroupMembershipOperation membership =
        settings.instanceId().isEmpty()
            ? GroupMembershipOperation.LEAVE_GROUP
            : GroupMembershipOperation.REMAIN_IN_GROUP;
    StreamLifecycle lifecycle =
        new StreamLifecycle(
            () -> new KafkaStreams(topology.build(), config),
            () -> topicsAreThere(admin, changelog, offsets),
            CloseOptions.timeout(settings.stopMax()).withGroupMembershipOperation(membership),
            state,
            events,
            meters);
    memory.watch(() -> lifecycle.waitWhile(memory::isFull));
    return lifecycle;
  }

  @Bean
  EventCounts eventCounts(StreamLifecycle stream) {
    return new EventCounts(stream::streams);
  }

  @Bean
  CountsMetrics countsMetrics(EventCounts counts) {
    return new CountsMetrics(counts);
  }

  @Bean
  CountsEndpoint countsEndpoint(EventCounts counts) {
    return new CountsEndpoint(counts);
  }
}
