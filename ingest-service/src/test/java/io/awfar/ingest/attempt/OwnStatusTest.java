package io.awfar.ingest.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.ingest.call.Answered;
import io.awfar.schemas.serde.TrustedContracts;
import io.awfar.whatsapp.DeliveryStatus;
import io.awfar.whatsapp.MessageStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnStatusTest {

  private static final UUID SEND = UUID.fromString("6a1f2c9e-2a43-4a68-9f5e-3d1b7f0a9c55");

  @BeforeAll
  static void trust() {
    TrustedContracts.trust();
  }

  private static MessageStatus.Builder status(@Nullable String callbackData) {
    return MessageStatus.newBuilder()
        .setOwnerId(new UUID(0, 1))
        .setChannelId("c")
        .setWaChatId("c|1")
        .setWaMessageId("wamid.A")
        .setStatus(DeliveryStatus.FAILED)
        .setStatusName("failed")
        .setRecipientId("4930")
        .setOccurredAt(Instant.EPOCH)
        .setReceivedAt(Instant.EPOCH)
        .setCallbackData(callbackData);
  }

  @Test
  void aStatusIsOfASendOfOursIfItRepeatsTheSendsId() {
    MessageStatus status = status(SEND.toString()).build();

    assertThat(OwnStatus.of(status)).isEqualTo(new OwnStatus(SEND, status));
    assertThat(OwnStatus.of(status).recipient()).isEqualTo(new Answered("4930", null));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "1-1-1-1-1", "order 17"})
  void whatRepeatsSomethingElseIsNoStatusOfOurs(@Nullable String callbackData) {
    assertThat(OwnStatus.of(status(callbackData).build())).isNull();
  }

  @Test
  void anOutcomeWithoutAMessageIsNoStatusOfOne() {
    assertThat(OwnStatus.of(status(SEND.toString()).setWaMessageId(SEND.toString()).build()))
        .isNull();
    assertThat(OwnStatus.of(null)).isNull();
  }
}
