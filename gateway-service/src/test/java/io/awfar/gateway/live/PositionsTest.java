package io.awfar.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PositionsTest {

  @Test
  void theyAreReadAsTheyAreWritten() {
    Positions positions = new Positions();
    positions.set(LiveTopic.STATUSES, 2, 9_000_000_000L);
    positions.set(LiveTopic.MESSAGES, 0, 7);

    assertThat(positions.text()).isEqualTo("m=7;s=0,0,9000000000");
    assertThat(Positions.parse(positions.text()).text()).isEqualTo(positions.text());
    assertThat(Positions.parse("").text()).isEmpty();
  }

  @Test
  void aTopicOfALaterVersionIsLeftOut() {
    assertThat(Positions.parse("m=7;z=1,2").text()).isEqualTo("m=7");
  }

  @Test
  void anythingElseIsRefused() {
    for (String text : List.of("m", "m=", "m:1", "m=x", "m=1;;")) {
      assertThatIllegalArgumentException().as(text).isThrownBy(() -> Positions.parse(text));
    }
  }

  @Test
  void theyAreAtMostOthersIfTheyAreInEveryPartition() {
    Positions some = Positions.parse("m=5,5");

    assertThat(some.isAtMost(Positions.parse("m=5,6;s=9"))).isTrue();
    assertThat(some.isAtMost(Positions.parse("m=9,4"))).isFalse();
    assertThat(some.isAtMost(Positions.parse("m=5"))).isFalse();
    assertThat(Positions.parse("m=0,0").isAtMost(Positions.parse(""))).isTrue();
  }

  @Test
  void readingBackBeginsBeforeAsManyMarksAsTheBoundAllows() {
    List<Positions> marks =
        List.of(Positions.parse("m=90,95"), Positions.parse("m=92,80"), Positions.parse("m=10,10"));
    Map<TopicPartition, Long> ends =
        Map.of(
            new TopicPartition(LiveTopic.MESSAGES.topicName(), 0), 100L,
            new TopicPartition(LiveTopic.MESSAGES.topicName(), 1), 100L);

    assertThat(FollowedPartitions.from(marks, ends, 14)).isNull();
    assertThat(FollowedPartitions.from(marks, ends, 15)).hasToString("m=90,95");
    assertThat(FollowedPartitions.from(marks, ends, 30)).hasToString("m=90,80");
    assertThat(FollowedPartitions.from(marks, ends, 1_000)).hasToString("m=10,10");
    assertThat(FollowedPartitions.from(List.of(), ends, 1_000)).isNull();
  }
}
