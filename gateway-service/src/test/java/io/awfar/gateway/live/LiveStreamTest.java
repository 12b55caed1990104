package io.awfar.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.awfar.gateway.channel.ChannelStatuses;
import io.awfar.gateway.error.RefusedException;
import io.awfar.schemas.channel.ChannelKeys;
import io.awfar.schemas.channel.ConfiguredWorkspaces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;

/// A stream whose memory is over is ended at whatever moment that happens: nothing would be told to
/// it any more.
class LiveStreamTest {

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final LiveSettings SETTINGS =
      new LiveSettings(
          Duration.ofSeconds(15),
          10,
          10,
          100,
          Duration.ofSeconds(10),
          Duration.ofMinutes(10),
          DataSize.ofMegabytes(1),
          100,
          DataSize.ofKilobytes(64),
          Duration.ofSeconds(2),
          Duration.ofSeconds(10));

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final EventMemory memory = new EventMemory(1 << 20, Duration.ofMinutes(1));
  private final Feed feed = memory.feed(UUID.randomUUID());
  private final EventBlocks blocks =
      new EventBlocks(
          new StringDeserializer(),
          new ChannelStatuses(ChannelKeys.NONE, ConfiguredWorkspaces.NONE),
          1_000,
          new SimpleMeterRegistry());
  private final LiveStream stream =
      new LiveStream(
          feed,
          new OpenConnection(channel),
          DefaultDataBufferFactory.sharedInstance,
          SETTINGS,
          Mono.just(true));

  private record OpenConnection(Channel channel) implements Connection {}

  @Test
  void whoeverComesWhenAllHaveBeenEndedIsRefused() {
    memory.end(Ending.RESTARTED);

    assertThatThrownBy(() -> stream.attach(new Resumption.Fresh(), blocks))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void whoIsEndedBeforeAnythingIsWrittenEnds() {
    stream.attach(new Resumption.Fresh(), blocks);
    memory.end(Ending.RESTARTED);

    stream.batches().blockLast(SOON);

    assertThat(stream.ending()).isEqualTo(Ending.RESTARTED);
  }

  @Test
  void whoWasNotAmongThoseThatWereEndedIsEndedByTheNextLook() {
    stream.attach(new Resumption.Fresh(), blocks);
    feed.leave(stream);
    memory.end(Ending.SHUTDOWN);
    assertThat(stream.ending()).isNull();

    stream.check(System.nanoTime());

    assertThat(stream.ending()).isEqualTo(Ending.SHUTDOWN);
  }

  @Test
  void itBeginsWithThePlaceAndTheMarkOfTheMemory() {
    memory.mark(7);
    stream.attach(new Resumption.Fresh(), blocks);

    List<DataBuffer> written = new ArrayList<>();
    stream.batches().concatMap(batch -> batch).subscribe(written::add);
    channel.runPendingTasks();

    assertThat(written.getFirst().toString(StandardCharsets.UTF_8))
        .startsWith(": connected\n")
        .contains("id: @" + memory.name() + ".0.7\n");
  }
}
