package io.awfar.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TopicsTest {

  @Test
  void topicsKeyedByChatHaveTheSameNumberOfPartitions() {
    assertThat(
            Topics.all().stream()
                .filter(topic -> topic != Topics.CHANNELS)
                .map(Topic::partitions)
                .collect(Collectors.toSet()))
        .hasSize(1);
  }

  @Test
  void noTwoTopicsShareAName() {
    assertThat(Topics.all().stream().map(Topic::name)).doesNotHaveDuplicates();
  }

  @Test
  void aTopicWithThreeReplicasTakesWritesWhenOneIsLost() {
    assertThat(Topics.RAW_EVENTS.newTopic((short) 3).configs())
        .containsEntry("min.insync.replicas", "2")
        .containsEntry("cleanup.policy", "delete");
  }

  @Test
  void aCompactedTopicForgetsWhatIsReplacedWithinADayAndKeepsWhatIsNot() {
    assertThat(Topics.CHANNELS.newTopic((short) 3).configs())
        .containsEntry("cleanup.policy", "compact")
        .containsEntry("max.compaction.lag.ms", "86400000")
        .doesNotContainKey("retention.ms");
  }

  @Test
  void aTopicIsKeptForItsTimeWhateverItsSize() {
    assertThat(Topics.RAW_EVENTS.newTopic((short) 3).configs())
        .containsEntry("retention.ms", "2592000000")
        .containsEntry("retention.bytes", "-1");
  }

  @Test
  void noTopicTakesRecordsFromTheFuture() {
    assertThat(Topics.all())
        .allSatisfy(topic ->
            assertThat(topic.newTopic((short) 1).configs())
                .containsEntry("message.timestamp.after.max.ms", "3600000"));
  }

  @Test
  void aTopicCanFollowTheReplicationOfTheCluster() {
    assertThat(Topics.RAW_EVENTS.newTopic((short) -1).replicationFactor()).isEqualTo((short) -1);
    assertThat(Topics.RAW_EVENTS.newTopic((short) -1).configs())
        .doesNotContainKey("min.insync.replicas");
  }
}
