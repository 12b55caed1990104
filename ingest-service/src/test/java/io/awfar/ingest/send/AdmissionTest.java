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
    SendCommand command =
        SendCommand.newBuilder()
            .setSendId(SEND)
            .setOwnerId(OWNER)
            .setChannelId("c")
            .setTo("1")
            .setType("text")
            .setContent("{}")
            .setRequestedAt(NOW)
            .build();
    return new Send(command, "c|1", partition, offset, new byte[0], false);
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

  @Test
  void whatHasItsEndIsOver() {
    assertThat(heirFinds(AttemptStep.FAILED, "expired")).isEqualTo(new Admission.Over());
  }
}
