package io.awfar.ingest.attempt;

import static io.awfar.ingest.attempt.AttemptTopics.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.AttemptStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AttemptJournalIT {

  private static final UUID SEND = UUID.randomUUID();

  private final AttemptJournals journals = AttemptTopics.journals();

  @BeforeAll
  static void create() throws Exception {
    AttemptTopics.create();
  }

  private static TopicPartition partition(int number) {
    return new TopicPartition(Topics.SENDS.name(), number);
  }

  @Test
  void whoeverOpensItNextKnowsTheNewestStepAndWhereTheFirstOneIs() {
    OpenJournal first = journals.open(partition(0), 0, 0);
    Noted started = first.journal().write("k", step(SEND, 1, AttemptStep.STARTED, 7)).join();
    first.journal().write("k", step(SEND, 1, AttemptStep.NOT_SENT, 7)).join();
    first.journal().write("k", step(SEND, 2, AttemptStep.STARTED, 7)).join();
    first.journal().close();

    OpenJournal next = journals.open(partition(0), started.offset(), 5);

    assertThat(next.tail().known().get(7L))
        .isEqualTo(
            new KnownAttempt(
                SEND,
                2,
                AttemptStep.STARTED,
                null,
                null,
                Instant.ofEpochMilli(1_760_000_000_000L),
                started.offset()));
    assertThat(next.tail().end()).isGreaterThan(started.offset() + 2);
    next.journal().close();
  }

  @Test
  void onceItIsOpenElsewhereNothingMoreIsWritten() {
    OpenJournal zombie = journals.open(partition(1), 0, 0);
    zombie.journal().write("k", step(SEND, 1, AttemptStep.STARTED, 1)).join();
    OpenJournal heir = journals.open(partition(1), 0, 0);

    CompletableFuture<Noted> late =
        zombie.journal().write("k", step(SEND, 2, AttemptStep.STARTED, 1));

    assertThatThrownBy(late::join).hasCauseInstanceOf(JournalLostException.class);
    assertThat(zombie.journal().isLost()).isTrue();
    assertThat(heir.journal().isLost()).isFalse();
    heir.journal().write("k", step(SEND, 1, AttemptStep.UNCONFIRMED, 1)).join();
    heir.journal().close();
    OpenJournal third = journals.open(partition(1), 0, 0);
    assertThat(third.tail().known().get(1L).step()).isEqualTo(AttemptStep.UNCONFIRMED);
    third.journal().close();
  }

  @Test
  void commandsBeforeTheFirstUnfinishedOneAreNotKnown() {
    OpenJournal first = journals.open(partition(2), 0, 0);
    Noted started = first.journal().write("k", step(SEND, 1, AttemptStep.STARTED, 3)).join();
    first.journal().close();

    OpenJournal next = journals.open(partition(2), started.offset(), 4);

    assertThat(next.tail().known()).isEmpty();
    next.journal().close();
  }

  @Test
  void aPlaceThatIsNotInTheTopicIsNoReasonToKnowNothing() {
    OpenJournal first = journals.open(partition(5), 0, 0);
    first.journal().write("k", step(SEND, 1, AttemptStep.STARTED, 3)).join();
    first.journal().close();

    OpenJournal next = journals.open(partition(5), 1_000_000, 3);

    assertThat(next.tail().known().get(3L).sendId()).isEqualTo(SEND);
    next.journal().close();
  }

  @Test
  void sendsThatAreFinishedAreRememberedFromBeforeTheTail() {
    OpenJournal first = journals.open(partition(6), 0, 0);
    first.journal().write("k", step(SEND, 1, AttemptStep.STARTED, 3)).join();
    Noted end = first.journal().write("k", step(SEND, 1, AttemptStep.ACCEPTED, 3)).join();
    first.journal().close();

    OpenJournal next = journals.open(partition(6), end.offset() + 1, 4);

    assertThat(next.tail().known()).isEmpty();
    RememberedSends remembered = next.tail().remembered();
    assertThat(remembered.isFirst(SEND, 9, Instant.now())).isFalse();
    assertThat(remembered.isFirst(SEND, 3, Instant.now())).isTrue();
    assertThat(remembered.isFirst(UUID.randomUUID(), 9, Instant.now())).isTrue();
    next.journal().close();
  }

  @Test
  void sendsAreRememberedAsFarBackAsThereIsRoom() {
    OpenJournal first = journals.open(partition(7), 0, 0);
    List<CompletableFuture<Noted>> noted = begin(first.journal(), 7, 5000);
    long end = noted.getLast().join().offset() + 1;
    first.journal().close();

    OpenJournal next = journals.open(partition(7), end, 5000);
    RememberedSends remembered = next.tail().remembered();

    assertThat(remembered.isFirst(new UUID(7, 4600), 6000, Instant.now())).isFalse();
    assertThat(remembered.isFirst(new UUID(7, 0), 6000, Instant.now())).isTrue();
    next.journal().close();
  }

  @Test
  void theBulkHasJournalsOfItsOwn() {
    OpenJournal agents = journals.open(partition(8), 0, 0);
    OpenJournal bulk = journals.open(new TopicPartition(Topics.SENDS_BULK.name(), 8), 0, 0);
    agents.journal().write("k", step(SEND, 1, AttemptStep.STARTED, 1)).join();
    bulk.journal().write("k", step(UUID.randomUUID(), 1, AttemptStep.STARTED, 1)).join();
    agents.journal().close();
    bulk.journal().close();

    OpenJournal next = journals.open(partition(8), 0, 0);

    assertThat(next.tail().known().get(1L).sendId()).isEqualTo(SEND);
    next.journal().close();
  }

  @Test
  void manyStepsAtOnceKeepTheirOrder() {
    OpenJournal open = journals.open(partition(3), 0, 0);
    List<CompletableFuture<Noted>> noted = begin(open.journal(), 1, 2000);

    assertThat(noted.stream().map(CompletableFuture::join).map(Noted::offset)).isSorted();
    open.journal().close();
  }

  @Test
  void aJournalThatIsClosedTakesNothing() {
    OpenJournal open = journals.open(partition(4), 0, 0);
    open.journal().close();

    assertThatThrownBy(
            () -> open.journal().write("k", step(SEND, 1, AttemptStep.STARTED, 1)).join())
        .hasCauseInstanceOf(JournalLostException.class);
  }

  /// Starts so many sends, whose ids have this high half, without waiting.
  private static List<CompletableFuture<Noted>> begin(
      AttemptJournal journal, long high, int sends) {
    List<CompletableFuture<Noted>> noted = new ArrayList<>();
    for (int i = 0; i < sends; i++) {
      noted.add(journal.write("k", step(new UUID(high, i), 1, AttemptStep.STARTED, i)));
    }
    return noted;
  }
}
