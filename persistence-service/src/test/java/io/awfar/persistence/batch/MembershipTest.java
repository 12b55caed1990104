package io.awfar.persistence.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.persistence.PersistenceSettings;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.RebalanceProtocol;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.BeanUtils;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

class MembershipTest {

  @Test
  void aStaticMemberGetsAllItsPartitionsInOneRound() throws Exception {
    Map<String, Object> consumer = consumer("one", Map.of());

    assertThat(consumer).containsEntry(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, "one");
    assertThat(assignor(consumer).supportedProtocols()).containsExactly(RebalanceProtocol.EAGER);
  }

  @Test
  void aStaticMemberByASettingOfTheClientGetsThemInOneRoundToo() throws Exception {
    Map<String, Object> consumer =
        consumer("", Map.of(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, "one"));

    assertThat(consumer).containsEntry(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, "one");
    assertThat(assignor(consumer).supportedProtocols()).containsExactly(RebalanceProtocol.EAGER);
  }

  @Test
  void withoutANameAMemberKeepsWhatItHasWhileOthersCome() throws Exception {
    Map<String, Object> consumer = consumer("", Map.of());

    assertThat(consumer).doesNotContainKey(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    assertThat(assignor(consumer).supportedProtocols()).contains(RebalanceProtocol.COOPERATIVE);
  }

  private static Map<String, Object> consumer(String instanceId, Map<String, Object> more) {
    var factory =
        new DefaultKafkaConsumerFactory<>(
            Map.of(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName()));
    factory.updateConfigs(more);
    PersistenceSettings settings = TestRows.settings(instanceId);
    new Connections().membership(settings).customize(factory);
    return factory.getConfigurationProperties();
  }

  private static ConsumerPartitionAssignor assignor(Map<String, Object> consumer)
      throws ClassNotFoundException {
    String strategy =
        String.valueOf(consumer.get(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG));
    return BeanUtils.instantiateClass(Class.forName(strategy), ConsumerPartitionAssignor.class);
  }
}
