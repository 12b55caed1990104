package io.awfar.ingest.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.awfar.ingest.attempt.MockJournals;
import io.awfar.ingest.attempt.OwnStatus;
import io.awfar.ingest.publish.KeyedEvent;
import io.awfar.schemas.serde.TrustedContracts;
import io.awfar.whatsapp.DeliveryStatus;
import io.awfar.whatsapp.MessageStatus;
import io.awfar.whatsapp.RecipientType;
import io.awfar.whatsapp.SendCommand;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class UnconfirmedSendsTest {

  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final UUID OWNER = new UUID(0, 1);
  private static final UUID SEND = new UUID(0, 7);

  private final PartitionSends partition =
      new PartitionSends(new TopicPartition("whatsapp.sends", 0), 0, MockJournals.open(0));
  private final List<KeyedEvent> told = new ArrayList<>();
  private final UnconfirmedSends sends =
      new UnconfirmedSends(this::tell, Clock.fixed(NOW, ZoneOffset.UTC));
  private boolean broken;

  @BeforeAll
  static void trust() {
    TrustedContracts.trust();
  }

  @AfterEach
  void close() {
    partition.journal().close();
  }

  private void tell(KeyedEvent outcome) {
    if (broken) {
      throw new IllegalStateException("broken");
    }
    told.add(outcome);
  }

  private void unconfirmed(String to, RecipientType type) {
    inDoubt(to, type);
    sends.shown(SEND);
  }

  private void inDoubt(String to, RecipientType type) {
    SendCommand command =
        SendCommand.newBuilder()
            .setSendId(SEND)
            .setOwnerId(OWNER)
            .setChannelId("c")
            .setTo(to)
            .setRecipientType(type)
            .setType("text")
            .setContent("{\"body\":\"hello\"}")
            .setRequestedAt(NOW)
            .build();
    Send send = new Send(command, "c|key", partition, 0, new byte[0], false);
    send.attempt(1);
    sends.doubt(send);
  }

  private static OwnStatus status(UUID owner, @Nullable String phone, @Nullable String userId) {
    return new OwnStatus(
        SEND,
        MessageStatus.newBuilder()
            .setOwnerId(owner)
            .setChannelId("c")
            .setWaChatId("c|1")
            .setWaMessageId("wamid.A")
            .setStatus(DeliveryStatus.DELIVERED)
            .setStatusName("delivered")
            .setRecipientId(phone)
            .setRecipientUserId(userId)
            .setOccurredAt(NOW)
            .setReceivedAt(NOW)
            .setCallbackData(SEND.toString())
            .build());
  }

  @Test
  void aStatusThatComesAfterUnconfirmedCorrectsTheRecipientAsTheAnswerWouldHave() {
    unconfirmed("+5511987654321", RecipientType.INDIVIDUAL);

    sends.settle(status(OWNER, "551187654321", null));
    sends.settle(status(OWNER, "551187654321", null));

    assertThat(told).hasSize(1);
    KeyedEvent outcome = told.getFirst();
    assertThat(outcome.key()).isEqualTo("c|key");
    assertThat(outcome.event().getIdentity()).isEqualTo("o|" + SEND + "|1");
    JsonNode status =
        JsonMapper.shared()
            .readTree(StandardCharsets.UTF_8.decode(outcome.event().getPayload()).toString())
            .at("/statuses/0");
    assertThat(status.path("status").asString()).isEqualTo("accepted");
    assertThat(status.path("id").asString()).isEqualTo("wamid.A");
    assertThat(status.path("recipient_id").asString()).isEqualTo("5511987654321");
    assertThat(status.path("recipient_wa_id").asString()).isEqualTo("551187654321");
  }

  @Test
  void aStatusThatIsReadBeforeUnconfirmedIsToldCorrectsTheRecipientAfterwards() {
    inDoubt("4931", RecipientType.INDIVIDUAL);
    sends.settle(status(OWNER, "4930", null));
    assertThat(told).isEmpty();

    sends.shown(SEND);

    assertThat(told).hasSize(1);
  }

  @Test
  void aSendThatWasFoundIsNotSettledAgain() {
    inDoubt("4931", RecipientType.INDIVIDUAL);
    sends.settle(status(OWNER, "4930", null));
    sends.remove(SEND);

    sends.settle(status(OWNER, "4930", null));
    sends.shown(SEND);

    assertThat(told).isEmpty();
  }

  @Test
  void aSendWhoseOutcomeIsNotTakenIsSettledWhenItsStatusIsReadAgain() {
    unconfirmed("4931", RecipientType.INDIVIDUAL);
    broken = true;
    assertThatThrownBy(() -> sends.settle(status(OWNER, "4930", null))).hasMessage("broken");
    broken = false;

    sends.settle(status(OWNER, "4930", null));

    assertThat(told).hasSize(1);
  }

  @Test
  void aUserIdInPlaceOfTheNumberIsToldWithTheNumber() {
    unconfirmed("4930", RecipientType.INDIVIDUAL);

    sends.settle(status(OWNER, null, "DE.1"));

    assertThat(told).hasSize(1);
  }

  @Test
  void aStatusThatNamesWhomTheCommandNamesSaysAllByItself() {
    unconfirmed("+4930", RecipientType.INDIVIDUAL);
    sends.settle(status(OWNER, "4930", "DE.1"));
    unconfirmed("DE.1", RecipientType.INDIVIDUAL);
    sends.settle(status(OWNER, "4930", "DE.1"));
    unconfirmed("4930", RecipientType.INDIVIDUAL);
    sends.settle(status(OWNER, null, null));

    assertThat(told).isEmpty();
  }

  @Test
  void aMemberOfAGroupIsNotTheGroup() {
    unconfirmed("120363", RecipientType.GROUP);

    sends.settle(status(OWNER, "4930", null));

    assertThat(told).isEmpty();
  }

  @Test
  void aStatusOfAnotherWorkspaceSettlesNothing() {
    unconfirmed("4931", RecipientType.INDIVIDUAL);

    sends.settle(status(UUID.randomUUID(), "4930", null));
    assertThat(told).isEmpty();

    sends.settle(status(OWNER, "4930", null));
    assertThat(told).hasSize(1);
  }

  @Test
  void aSendThatWasNotShownAsUnconfirmedIsNotSettledAgain() {
    sends.settle(status(OWNER, "4930", null));

    assertThat(told).isEmpty();
  }
}
