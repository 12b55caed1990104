package io.awfar.ingest.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.ingest.attempt.MockJournals;
import io.awfar.ingest.send.Clearance.Cleared;
import io.awfar.ingest.send.Ending.Reason;
import io.awfar.schemas.serde.TrustedContracts;
import io.awfar.whatsapp.SendCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Of a partition with room for ten sends or a thousand bytes.
class ClearanceTest {

  private static final Duration GAP_MAX = Duration.ofMinutes(15);
  private static final long BYTES_MAX = 1000;
  private static final long LONG_AFTER = TimeUnit.MINUTES.toNanos(16);
  private static final long SOON_AFTER = TimeUnit.MINUTES.toNanos(14);

  private final PartitionSends partition =
      new PartitionSends(new TopicPartition("whatsapp.sends", 0), 0, MockJournals.open(0));
  private final Clearance clearance =
      new Clearance(Settings.with(Map.of("unfinished-max", "10", "overtaken-max", "50")));
  private final NumberLine paused = new NumberLine("paused", 0);
  private final NumberLine works = new NumberLine("works", 0);
  private long offset;

  @BeforeAll
  static void trust() {
    TrustedContracts.trust();
  }

  @AfterEach
  void close() {
    partition.journal().close();
  }

  @Test
  void whatHasFilledHalfOfTheRoomForLongIsCleared() {
    addTo(paused, 5);
    addTo(works, 5);
    paused.look(true, 1, GAP_MAX, 0);

    assertThat(clearedAt(SOON_AFTER)).isEmpty();
    assertThat(clearedAt(LONG_AFTER))
        .singleElement()
        .satisfies(cleared -> {
          assertThat(cleared.number()).isEqualTo(paused);
          assertThat(cleared.sends()).hasSize(5);
          assertThat(cleared.reason()).isEqualTo(Reason.CHANNEL_PAUSED);
        });
    assertThat(works.waiting()).isEqualTo(5);
  }

  @Test
  void whatTakesLittleRoomIsLeftHoweverMuchOthersTake() {
    addTo(paused, 4);
    addTo(works, 20);
    paused.look(true, 1, GAP_MAX, 0);

    assertThat(clearedAt(LONG_AFTER)).isEmpty();
  }

  @Test
  void roomIsBytesToo() {
    addTo(paused, 1, 499);
    paused.look(true, 1, GAP_MAX, 0);
    assertThat(clearedAt(LONG_AFTER)).isEmpty();

    addTo(paused, 1, 1);
    assertThat(clearedAt(LONG_AFTER)).singleElement();
  }

  @Test
  void ofManyThatAreStuckTheOneWithMostIsClearedFirst() {
    NumberLine more = new NumberLine("more", 0);
    addTo(paused, 2);
    addTo(more, 3);
    List.of(paused, more).forEach(number -> number.look(true, 1, GAP_MAX, 0));
    more.pause().begin(190, LONG_AFTER, 1);

    assertThat(clearance.full(List.of(paused, more), partition, BYTES_MAX, LONG_AFTER))
        .filteredOn(cleared -> !cleared.sends().isEmpty())
        .singleElement()
        .satisfies(cleared -> {
          assertThat(cleared.number()).isEqualTo(more);
          assertThat(cleared.reason()).isEqualTo(Reason.NUMBER_PAUSED);
        });
    assertThat(clearance.full(List.of(paused, more), partition, BYTES_MAX, LONG_AFTER))
        .allSatisfy(cleared -> assertThat(cleared.sends()).isEmpty());
  }

  @Test
  void aChatThatHasBeenSlowForLongIsClearedWithAllThatWaitsInIt() {
    addTo(works, 1).getFirst().refused();
    ChatLine slow = works.next();
    assertThat(slow).isNotNull();
    for (int i = 0; i < 5; i++) {
      works.add(send(works, slow.key(), 1));
    }
    slow.begin();
    slow.rest(partition, 0);
    addTo(works, 4);

    assertThat(clearedAt(LONG_AFTER))
        .singleElement()
        .satisfies(cleared -> {
          assertThat(cleared.sends()).hasSize(6);
          assertThat(cleared.reason()).isEqualTo(Reason.CHAT_OVERLOADED);
        });
    assertThat(works.waiting()).isEqualTo(4);
  }

  @Test
  void whatKeepsAnHeirReadingFromFarBackGoesHoweverLittleItIs() {
    addTo(paused, 1);
    for (int i = 0; i < 51; i++) {
      partition.window().track(offset++, 1);
    }
    paused.look(true, 1, GAP_MAX, 0);

    assertThat(clearance.overtaken(List.of(paused, works), partition))
        .allSatisfy(cleared -> assertThat(cleared.sends()).isEmpty());
    assertThat(clearedAt(SOON_AFTER)).isEmpty();
    assertThat(clearedAt(LONG_AFTER))
        .singleElement()
        .satisfies(cleared -> assertThat(cleared.reason()).isEqualTo(Reason.OVERTAKEN));
  }

  private List<Cleared> clearedAt(long nowNanos) {
    return clearance.full(List.of(paused, works), partition, BYTES_MAX, nowNanos).stream()
        .filter(cleared -> !cleared.sends().isEmpty())
        .toList();
  }

  private List<Send> addTo(NumberLine number, int count) {
    return addTo(number, count, 1);
  }

  /// Each to a person of its own.
  private List<Send> addTo(NumberLine number, int count, long bytes) {
    return IntStream.range(0, count)
        .mapToObj(i -> {
          Send send = send(number, "chat" + offset, bytes);
          number.add(send);
          return send;
        })
        .toList();
  }

  private Send send(NumberLine number, String chat, long bytes) {
    SendCommand command =
        SendCommand.newBuilder()
            .setSendId(new UUID(0, offset))
            .setOwnerId(new UUID(0, 1))
            .setChannelId(number.channelId())
            .setTo("1")
            .setType("text")
            .setContent("{}")
            .setRequestedAt(Instant.EPOCH)
            .build();
    partition.window().track(offset, bytes);
    return new Send(command, chat, partition, offset++, new byte[0], false);
  }
}
