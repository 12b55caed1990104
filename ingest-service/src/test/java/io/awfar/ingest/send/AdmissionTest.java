package io.awfar.ingest.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.ingest.attempt.KnownAttempt;
import io.awfar.ingest.attempt.MockJournals;
import io.awfar.ingest.request.SendBody;
import io.awfar.schemas.serde.TrustedContracts;
import io.awfar.whatsapp.AttemptStep;
import io.awfar.whatsapp.SendCommand;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What an heir makes of a command that another instance had begun with.
class AdmissionTest {

  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final UUID OWNER = new UUID(0, 1);
  private static final UUID SEND = new UUID(0, 2);
  private static final SendBody BODY = new SendBody.Message(new byte[0]);

  private final Admission admission =
      new Admission(
          Settings.defaults(),
          id -> new SendingChannel(id, OWNER, URI.create("http://x"), "t", 80, true, 1),
          Clock.fixed(NOW, ZoneOffset.UTC));

  @BeforeAll
  static void trust() {
    TrustedContracts.trust();
  }

  private Admission.Verdict heirFinds(AttemptStep step, @Nullable String reason) {
    PartitionSends partition =
        new PartitionSends(
            new TopicPartition("whatsapp.sends", 0),
            5,
            MockJournals.open(0, 5, new KnownAttempt(SEND, 1, step, reason, "why", NOW, 0)));
    try {
      return admission.of(send(partition, 5), BODY, null);
    } finally {
      partition.journal().close();
    }
  }

  private static Send send(PartitionSends partition, long offset) {
    return send(partition, SEND, offset, NOW);
  }

  private static Send send(PartitionSends partition, UUID id, long offset, Instant requestedAt) {
    SendCommand command =
        SendCommand.newBuilder()
            .setSendId(id)
            .setOwnerId(OWNER)
            .setChannelId("c")
            .setTo("1")
            .setType("text")
            .setContent("{}")
            .setRequestedAt(requestedAt)
            .build();
    return new Send(command, "c|" + id, partition, offset, new byte[0], false);
  }

  @Test
  void whatWasDecidedToFailIsToldAgainAndNotSentHoweverGoodItLooksNow() {
    assertThat(heirFinds(AttemptStep.FAILING, "expired"))
        .isEqualTo(new Admission.Decided(new Ending.Failed("expired", "why", null)));
  }

  @Test
  void whatHasStartedIsInDoubt() {
    assertThat(heirFinds(AttemptStep.STARTED, null)).isEqualTo(new Admission.InDoubt(NOW));
  }

  @Test
  void aStepOfANewerVersionIsADoubt() {
    assertThat(heirFinds(AttemptStep.UNKNOWN, null)).isEqualTo(new Admission.InDoubt(NOW));
  }

  @Test
  void whatCertainlySentNothingGoesOn() {
    assertThat(heirFinds(AttemptStep.NOT_SENT, "refused")).isInstanceOf(Admission.Admitted.class);
  }

  /// It may have waited at whoever had the partition before, and would have gone on waiting there.
  @Test
  void ofWhatComesForAPausedNumberOnlyWhatIsNewIsRefusedWhenTooMuchWaits() {
    PartitionSends partition =
        new PartitionSends(new TopicPartition("whatsapp.sends", 0), 0, MockJournals.open(0));
    try {
      partition.opened(NOW);
      NumberLine number = new NumberLine("c", 0);
      number.pause().begin(190, Long.MAX_VALUE / 2, 1);
      int max = Settings.defaults().pausedWaitingMax();
      for (int offset = 0; offset < max; offset++) {
        number.add(send(partition, new UUID(2, offset), offset, NOW));
      }

      Send before = send(partition, new UUID(3, 1), max, NOW.minusMillis(1));
      Send since = send(partition, new UUID(3, 2), max + 1, NOW);
      assertThat(admission.of(before, BODY, number)).isInstanceOf(Admission.Admitted.class);
      assertThat(admission.of(since, BODY, number))
          .isEqualTo(new Admission.Refused(Ending.Failed.of(Ending.Reason.NUMBER_PAUSED)));
    } finally {
      partition.journal().close();
    }
  }

  @Test
  void whatHasItsEndIsOver() {
    assertThat(heirFinds(AttemptStep.FAILED, "expired")).isEqualTo(new Admission.Over());
  }
}
