package io.awfar.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.testservers.TestKafka;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class MissingTopicsIT {

  @Test
  void aTopicThatExistsIsLeftAloneWhateverItsPartitions() throws Exception {
    Map<String, Object> client = Map.of("bootstrap.servers", TestKafka.bootstrapServers());
    try (Admin admin = Admin.create(client)) {
      admin.createTopics(List.of(new NewTopic(Topics.SENDS.name(), 3, (short) -1))).all().get();
    }
    MissingTopics missing = new MissingTopics(client);

    assertThat(missing.test(Topics.SENDS.newTopic((short) -1))).isFalse();
    assertThat(missing.test(Topics.MEDIA.newTopic((short) -1))).isTrue();
  }
}
