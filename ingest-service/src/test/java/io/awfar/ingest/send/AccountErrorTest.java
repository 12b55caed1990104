package io.awfar.ingest.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.schemas.serde.TrustedContracts;
import io.awfar.whatsapp.DeliveryStatus;
import io.awfar.whatsapp.MessageStatus;
import io.awfar.whatsapp.WhatsAppError;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AccountErrorTest {

  private static final UUID OWNER = new UUID(0, 1);
  private static final Instant FAILED_AT = Instant.parse("2026-11-28T12:00:00Z");

  @BeforeAll
  static void trust() {
    TrustedContracts.trust();
  }

  private static MessageStatus status(DeliveryStatus step, int... codes) {
    return MessageStatus.newBuilder()
        .setOwnerId(OWNER)
        .setChannelId("c")
        .setWaChatId("c|1")
        .setWaMessageId("wamid.A")
        .setStatus(step)
        .setStatusName("any")
        .setOccurredAt(FAILED_AT)
        .setReceivedAt(FAILED_AT.plusSeconds(60))
        .setErrors(
            Arrays.stream(codes)
                .mapToObj(code -> new WhatsAppError(code, null, null, null, null))
                .toList())
        .build();
  }

  @Test
  void aFailureWithACodeOfTheAccountIsAnErrorOfTheNumberFromWhenItFailed() {
    assertThat(AccountError.of(status(DeliveryStatus.FAILED, 131026, 131042)))
        .isEqualTo(new AccountError(OWNER, "c", 131042, FAILED_AT));
  }

  @Test
  void aFailureOfOneMessageIsNone() {
    assertThat(AccountError.of(status(DeliveryStatus.FAILED, 131026, 131047, -1))).isNull();
    assertThat(AccountError.of(status(DeliveryStatus.FAILED))).isNull();
  }

  @Test
  void whatHasNotFailedIsNoneWhateverItWarnsOf() {
    assertThat(AccountError.of(status(DeliveryStatus.SENT, 131031))).isNull();
  }
}
