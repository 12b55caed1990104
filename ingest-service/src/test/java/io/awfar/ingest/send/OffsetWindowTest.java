package io.awfar.ingest.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.ingest.attempt.KnownAttempt;
import io.awfar.ingest.send.OffsetWindow.Position;
import io.awfar.whatsapp.AttemptStep;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OffsetWindowTest {

  private static final UUID ID = new UUID(1, 1);

  private final OffsetWindow window = new OffsetWindow(10, Map.of(), 100);

  private static KnownAttempt known(long firstStep) {
    return new KnownAttempt(ID, 1, AttemptStep.STARTED, null, null, Instant.EPOCH, firstStep);
  }

  @Test
  void theOldestUnfinishedIsCommittedWhateverEndsBehindIt() {
    window.track(10, 1);
    window.track(11, 1);
    window.track(12, 1);

    window.finish(11);
    assertThat(window.position().offset()).isEqualTo(10);
    window.finish(10);
    assertThat(window.position().offset()).isEqualTo(12);
    window.finish(12);
    assertThat(window.position().offset()).isEqualTo(13);
    assertThat(window.size()).isZero();
  }

  @Test
  void theTailReachesBackToTheFirstStepOfWhatIsNotCommitted() {
    window.track(10, 1);
    window.track(11, 1);
    window.noted(100);
    window.noted(105);
    window.noted(110);
    window.finish(11);

    assertThat(window.position()).isEqualTo(new Position(10, 100));
    window.finish(10);
    assertThat(window.position()).isEqualTo(new Position(12, 111));
  }

  @Test
  void whatHasEndedBehindAnOlderOneTakesNoRoomAndIsCountedAllTheSame() {
    for (int offset = 10; offset < 60_000; offset++) {
      window.track(offset, 1);
    }
    for (int offset = 11; offset < 60_000; offset++) {
      window.finish(offset);
    }

    assertThat(window.size()).isOne();
    assertThat(window.bytes()).isOne();
    assertThat(window.span()).isEqualTo(59_990);
    assertThat(window.since(59_999)).isOne();
    window.finish(10);
    assertThat(window.span()).isZero();
  }

  @Test
  void whatWasKnownAndIsNotReadYetKeepsItsPlaceInTheTail() {
    OffsetWindow heir = new OffsetWindow(10, Map.of(500L, known(40), 9L, known(7)), 100);
    heir.track(10, 1);
    heir.finish(10);

    assertThat(heir.position()).isEqualTo(new Position(11, 40));

    heir.track(500, 1);
    assertThat(heir.takeKnown(500, ID)).isNotNull();
    assertThat(heir.takeKnown(500, ID)).isNull();
    assertThat(heir.position()).isEqualTo(new Position(500, 40));
    heir.finish(500);
    assertThat(heir.position()).isEqualTo(new Position(501, 100));
  }

  @Test
  void whatIsKnownOfAnotherSendIsNotKnown() {
    OffsetWindow heir = new OffsetWindow(10, Map.of(10L, known(40)), 100);
    heir.track(10, 1);

    assertThat(heir.takeKnown(10, new UUID(2, 2))).isNull();
  }

  @Test
  void bytesAreHeldUntilTheEnd() {
    window.track(10, 300);
    window.track(11, 50);
    window.finish(11);
    window.finish(11);

    assertThat(window.bytes()).isEqualTo(300);
  }

  @Test
  void theNoteBesideAnOffsetSaysWhereTheTailBegins() {
    OffsetAndMetadata committed = CommitNote.of(new Position(12, 4711));

    assertThat(committed.offset()).isEqualTo(12);
    assertThat(CommitNote.attemptsFrom(committed.metadata())).isEqualTo(4711);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "attempts-from=",
        "attempts-from=-1",
        "attempts-from=9999999999999999999",
        "x"
      })
  void withoutANoteTheTailBeginsAtTheBeginning(String note) {
    assertThat(CommitNote.attemptsFrom(note)).isZero();
  }

  @Test
  void whatAnHeirFindsInTheTopicIsNotNew() {
    OffsetWindow heir = new OffsetWindow(10, Map.of(), 100);
    heir.inherit(15);
    for (long offset = 10; offset < 20; offset++) {
      heir.track(offset, 1);
    }

    assertThat(heir.since(10)).isEqualTo(10);
    assertThat(heir.newSince(10)).isEqualTo(5);
    assertThat(heir.newSince(17)).isEqualTo(3);
  }
}
