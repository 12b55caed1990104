package io.awfar.schemas.channel;

import static io.awfar.schemas.channel.ChannelTopic.channel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.embedded.EmbeddedKafka;
import io.awfar.embedded.FreePorts;
import io.awfar.testservers.TestRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChannelFollowerIT {

  private static final ChannelKeys KEYS = ChannelKeys.parse(ChannelKeys.generate("one"));
  private static final ChannelKeys OTHER_KEYS = ChannelKeys.parse(ChannelKeys.generate("two"));
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @Test
  void theDirectoryShowsTheTopicThroughAbsenceChangesRubbishAndOutages() throws Exception {
    int port = FreePorts.next();
    int controllerPort = FreePorts.next();
    EmbeddedKafka kafka = EmbeddedKafka.start(folder, port, controllerPort);
    ChannelDirectory directory = new ChannelDirectory(KEYS);
    List<Map<String, ManagedChannel>> seen = new ArrayList<>();
    directory.onChange(seen::add);
    try (ChannelTopic topic = new ChannelTopic(kafka.bootstrapServers(), TestRegistry.url());
        ChannelFollower follower = topic.follower(directory)) {
      follower.start();
      // No topic yet: nobody can say that a number is not managed.
      assertThat(directory.isCaughtUp()).isFalse();

      topic.create();
      await().atMost(LONG).until(directory::isCaughtUp);
      assertThat(directory.channels()).isEmpty();

      topic.put(channel("1", 1, "first", KEYS));
      var second = topic.put(channel("1", 2, "second", KEYS));
      follower.shows(second.partition(), second.offset()).get(20, TimeUnit.SECONDS);
      assertThat(directory.find("1").flatMap(ManagedChannel::accessToken)).contains("second");
      assertThat(seen.getLast()).containsOnlyKeys("1");

      topic.put("2", "rubbish".getBytes(StandardCharsets.UTF_8));
      topic.put(channel("3", 1, "strange", OTHER_KEYS));
      var last = topic.put(channel("4", 1, "fourth", KEYS));
      follower.shows(last.partition(), last.offset()).get(20, TimeUnit.SECONDS);
      assertThat(directory.channels()).containsOnlyKeys("1", "3", "4");
      assertThat(directory.find("3").orElseThrow().secrets()).isEmpty();
      assertThat(directory.unusable()).isOne();

      kafka.close();
      assertThat(directory.channels()).containsOnlyKeys("1", "3", "4");
      kafka = EmbeddedKafka.start(folder, port, controllerPort);

      var deleted = topic.put("1", null);
      follower.shows(deleted.partition(), deleted.offset()).get(60, TimeUnit.SECONDS);
      assertThat(directory.find("1")).isEmpty();

      // Who comes later sees the same.
      ChannelDirectory late = new ChannelDirectory(OTHER_KEYS);
      try (ChannelFollower another = topic.follower(late)) {
        another.start();
        await().atMost(LONG).until(late::isCaughtUp);
        assertThat(late.channels()).containsOnlyKeys("3", "4");
        assertThat(late.find("3").flatMap(ManagedChannel::accessToken)).contains("strange");
      }
    } finally {
      kafka.close();
    }
  }
}
