package io.awfar.dedup.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.dedup.Payloads;
import io.awfar.whatsapp.DeliveryStatus;
import io.awfar.whatsapp.EventKind;
import io.awfar.whatsapp.MessageStatus;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SendOutcomesTest {

  private static final String SEND_ID = "6a1f2c9e-2a43-4a68-9f5e-3d1b7f0a9c55";

  private final Normaliser normaliser = new Normaliser(1 << 20);

  private MessageStatus status(String members) {
    String payload =
        """
        {"messaging_product":"whatsapp","metadata":{"phone_number_id":"461203847759012"},
        "statuses":[{%s,"timestamp":"1760000000","recipient_id":"4930123",
        "biz_opaque_callback_data":"%s"}]}
        """
            .formatted(members, SEND_ID);
    Normalised normalised =
        normaliser.normalise(Payloads.rawEvent(EventKind.SEND_OUTCOME, payload));
    assertThat(normalised).isInstanceOf(Normalised.OfStatus.class);
    return ((Normalised.OfStatus) normalised).status();
  }

  @Test
  void anAcceptedSendTiesItsIdToThatOfTheMessage() {
    MessageStatus status = status("\"id\":\"wamid.A\",\"status\":\"accepted\"");

    assertThat(status.getStatus()).isEqualTo(DeliveryStatus.ACCEPTED);
    assertThat(status.getWaMessageId()).isEqualTo("wamid.A");
    assertThat(status.getCallbackData()).isEqualTo(SEND_ID);
    assertThat(status.getWaChatId()).endsWith("|4930123");
    assertThat(status.getOccurredAt()).isEqualTo(Instant.ofEpochSecond(1_760_000_000));
  }

  @Test
  void whoWhatsAppSaysTheRecipientIsIsTold() {
    MessageStatus status =
        status(
            "\"id\":\"wamid.A\",\"status\":\"accepted\",\"recipient_wa_id\":\"4930\","
                + "\"recipient_user_id\":\"DE.1\"");

    assertThat(status.getRecipientId()).isEqualTo("4930123");
    assertThat(status.getRecipientWaId()).isEqualTo("4930");
    assertThat(status.getRecipientUserId()).isEqualTo("DE.1");
    assertThat(status.getContent()).isNull();
  }

  @Test
  void aFailedSendTellsWhyUnderItsOwnId() {
    MessageStatus status =
        status(
            "\"status\":\"failed\",\"errors\":[{\"title\":\"too-long\","
                + "\"error_data\":{\"details\":\"text.body\"}}]");

    assertThat(status.getStatus()).isEqualTo(DeliveryStatus.FAILED);
    assertThat(status.getWaMessageId()).isEqualTo(SEND_ID);
    assertThat(status.getErrors().getFirst().getCode()).isEqualTo(Errors.CODE_UNKNOWN);
    assertThat(status.getErrors().getFirst().getTitle()).isEqualTo("too-long");
    assertThat(status.getErrors().getFirst().getDetails()).isEqualTo("text.body");
  }

  @Test
  void aSendThatNobodyKnowsOfIsUnconfirmedUnderItsOwnId() {
    MessageStatus status = status("\"status\":\"unconfirmed\"");

    assertThat(status.getStatus()).isEqualTo(DeliveryStatus.UNCONFIRMED);
    assertThat(status.getWaMessageId()).isEqualTo(SEND_ID);
  }
}
