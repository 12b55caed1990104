package io.awfar.ingest.send;

import static org.assertj.core.api.Assertions.assertThat;

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
  private final UnconfirmedSends sends = new UnconfirmedSends(Clock.fixed(NOW, ZoneOffset.UTC));

  @BeforeAll
  static void trust() {
    TrustedContracts.trust();
  }

  @AfterEach
  void close() {
    partition.journal().close();
  }

  private void unconfirmed(String to, RecipientType type) {
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
    sends.add(send);
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

    KeyedEvent outcome = sends.settle(status(OWNER, "551187654321", null));

    assertThat(outcome.key()).isEqualTo("c|key");
    assertThat(outcome.event().getIdentity()).isEqualTo("o|" + SEND + "|1");
    JsonNode told =
        JsonMapper.shared()
            .readTree(StandardCharsets.UTF_8.decode(outcome.event().getPayload()).toString())
            .at("/statuses/0");
    assertThat(told.path("status").asString()).isEqualTo("accepted");
    assertThat(told.path("id").asString()).isEqualTo("wamid.A");
    assertThat(told.path("recipient_id").asString()).isEqualTo("5511987654321");
    assertThat(told.path("recipient_wa_id").asString()).isEqualTo("551187654321");
    assertThat(sends.settle(status(OWNER, "551187654321", null))).isNull();
  }

  @Test
  void aUserIdInPlaceOfTheNumberIsToldWithTheNumber() {
    unconfirmed("4930", RecipientType.INDIVIDUAL);

    assertThat(sends.settle(status(OWNER, null, "DE.1"))).isNotNull();
  }

  @Test
  void aStatusThatNamesWhomTheCommandNamesSaysAllByItself() {
    unconfirmed("+4930", RecipientType.INDIVIDUAL);
    assertThat(sends.settle(status(OWNER, "4930", "DE.1"))).isNull();

    unconfirmed("DE.1", RecipientType.INDIVIDUAL);
    assertThat(sends.settle(status(OWNER, "4930", "DE.1"))).isNull();

    unconfirmed("4930", RecipientType.INDIVIDUAL);
    assertThat(sends.settle(status(OWNER, null, null))).isNull();
  }

  @Test
  void aMemberOfAGroupIsNotTheGroup() {
    unconfirmed("120363", RecipientType.GROUP);

    assertThat(sends.settle(status(OWNER, "4930", null))).isNull();
  }

  @Test
  void aStatusOfAnotherWorkspaceSettlesNothing() {
    unconfirmed("4931", RecipientType.INDIVIDUAL);

    assertThat(sends.settle(status(UUID.randomUUID(), "4930", null))).isNull();
    assertThat(sends.settle(status(OWNER, "4930", null))).isNotNull();
  }

  @Test
  void aSendThatWasNotShownAsUnconfirmedIsNotSettledAgain() {
    assertThat(sends.settle(status(OWNER, "4930", null))).isNull();
  }
}
