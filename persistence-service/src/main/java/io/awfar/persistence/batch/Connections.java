package io.awfar.persistence.batch;

import io.awfar.persistence.PersistenceSettings;
import io.awfar.schemas.topic.CommittedRecords;
import io.awfar.schemas.topic.MissingTopics;
import io.awfar.schemas.topic.Topics;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.StickyAssignor;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.boot.r2dbc.autoconfigure.ConnectionFactoryOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;
import org.springframework.kafka.support.LoggingProducerListener;
import org.springframework.kafka.support.ProducerListener;

/// What the service asks of the database and of the broker when it starts.
@Configuration(proxyBeanMethods = false)
class Connections {

  /// The topics read and written here, made where they are missing.
  @Bean
  NewTopics topics(KafkaAdmin admin, List<RowStore<?>> stores, PersistenceSettings settings) {
    admin.setCreateOrModifyTopic(new MissingTopics(admin.getConfigurationProperties()));
    return new NewTopics(
        Stream.concat(stores.stream().map(RowStore::topic), Stream.of(Topics.DEAD_LETTERS))
            .map(topic -> topic.newTopic(settings.replicationFactor()))
            .toArray(NewTopic[]::new));
  }

  /// A static member comes back to the partitions that it had, without a rebalance. That must be
  /// all of them: a cooperative rebalance takes two rounds, and who returns between the two would
  /// wait for ever for the partitions that only the second one hands out. So such members give all
  /// up and get all in one.
  @Bean
  DefaultKafkaConsumerFactoryCustomizer membership(PersistenceSettings settings) {
    return factory -> {
      if (!settings.instanceId().isEmpty()) {
        factory.updateConfigs(
            Map.of(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, settings.instanceId()));
      }
      // Also where the name comes from a setting of Kafka's client itself.
      if (factory
          .getConfigurationProperties()
          .containsKey(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG)) {
        factory.updateConfigs(
            Map.of(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                StickyAssignor.class.getName()));
      }
    };
  }

  @Bean
  DefaultKafkaConsumerFactoryCustomizer committedRecords() {
    return factory -> factory.updateConfigs(CommittedRecords.CONFIGS);
  }

  /// Plans see how long the arrays are: a plan for arrays of unknown length may look 2,000 rows up
  /// in a table by reading all of it. Compiling such short statements only costs.
  @Bean
  ConnectionFactoryOptionsBuilderCustomizer sessions(PersistenceSettings settings) {
    long millis = settings.transactionTimeMax().toMillis();
    Map<String, String> options =
        Map.of(
            "plan_cache_mode",
            "force_custom_plan",
            "jit",
            "off",
            "statement_timeout",
            Long.toString(millis),
            "idle_in_transaction_session_timeout",
            Long.toString(millis));
    return builder -> builder.option(PostgresqlConnectionFactoryProvider.OPTIONS, options);
  }

  /// Spring's own would log the beginning of a dead letter that cannot be sent.
  @Bean
  ProducerListener<Object, Object> failedSends() {
    LoggingProducerListener<Object, Object> listener = new LoggingProducerListener<>();
    listener.setIncludeContents(false);
    return listener;
  }
}
