package io.awfar.dedup.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.dedup.Payloads;
import io.awfar.whatsapp.Direction;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.MessageType;
import io.awfar.whatsapp.RawEvent;
import org.junit.jupiter.api.Test;

/// Messages of both sides that did not come in as messages: those sent in the app on the business's
/// phone, and those of a number's history.
class EchoAndHistoryTest {

  private static final String CHANNEL = "461203847759012";
  private static final String PHONE = "201001234567";
  private static final String USER_ID = "EG.8041227719230468";

  private final Normaliser normaliser = new Normaliser(1 << 20);

  @Test
  void anEchoIsAMessageOfTheBusinessInTheChatOfItsRecipient() {
    Message echo = message("echo");

    assertThat(echo.getDirection()).isEqualTo(Direction.OUTBOUND);
    assertThat(echo.getType()).isEqualTo(MessageType.TEXT);
    assertThat(echo.getText()).isEqualTo("I will look it up for you.");
    assertThat(echo.getContact().getPhone()).isEqualTo(PHONE);
    assertThat(echo.getWaChatId()).isEqualTo(CHANNEL + "|" + PHONE);
    assertThat(echo.getContent()).isNull();
    assertThat(echo.getHistoryStatus()).isNull();
  }

  @Test
  void anEchoToAPersonWithoutANumberIsInTheChatOfTheUserId() {
    Message echo = message("echo-to-user-id");

    assertThat(echo.getDirection()).isEqualTo(Direction.OUTBOUND);
    assertThat(echo.getWaChatId()).isEqualTo(CHANNEL + "|" + USER_ID);
    assertThat(echo.getContact().getUsername()).isEqualTo("mona.f");
    assertThat(echo.getMedia().getMediaId()).isEqualTo("8801");
  }

  @Test
  void anEchoMayEditAnEarlierMessageOrOfferAChoice() {
    Message edit = message("echo-edit");
    assertThat(edit.getType()).isEqualTo(MessageType.EDIT);
    assertThat(edit.getTarget()).isEqualTo(message("echo").getWaMessageId());
    assertThat(edit.getText()).isEqualTo("I have looked it up for you.");

    assertThat(message("echo-buttons").getText()).isEqualTo("Shall we send it again?");
    assertThat(message("echo-buttons").getContent()).contains("\"title\":\"Yes\"");
  }

  @Test
  void aHistoryHasMessagesOfBothSidesInOneChat() {
    Message inbound = message("history-inbound");
    Message outbound = message("history-outbound");

    assertThat(inbound.getDirection()).isEqualTo(Direction.INBOUND);
    assertThat(outbound.getDirection()).isEqualTo(Direction.OUTBOUND);
    assertThat(outbound.getWaChatId())
        .isEqualTo(inbound.getWaChatId())
        .isEqualTo(CHANNEL + "|" + PHONE);
    assertThat(outbound.getContact().getPhone()).isEqualTo(PHONE);
    assertThat(inbound.getHistoryStatus()).isEqualTo("read");
    assertThat(outbound.getHistoryStatus()).isEqualTo("delivered");
    assertThat(inbound.getContent()).isNull();
    assertThat(outbound.getContent()).isNull();
  }

  @Test
  void aThreadSaysWhoseItIsWhereMessagesDoNot() {
    Message message = message("history-outbound-to-user-id");

    assertThat(message.getDirection()).isEqualTo(Direction.OUTBOUND);
    assertThat(message.getContact().getUserId()).isEqualTo(USER_ID);
    assertThat(message.getContact().getPhone()).isEqualTo(PHONE);
    assertThat(message.getContact().getUsername()).isEqualTo("mona.f");
    assertThat(message.getWaChatId()).isEqualTo(CHANNEL + "|" + USER_ID);
  }

  @Test
  void aFileOfAHistoryComesAfterItsPlaceholderAsTheSameMessage() {
    Message placeholder = message("history-file-to-come");
    Message file = message("history-file");

    assertThat(placeholder.getType()).isEqualTo(MessageType.MEDIA_PLACEHOLDER);
    assertThat(file.getType()).isEqualTo(MessageType.IMAGE);
    assertThat(file.getDirection()).isEqualTo(Direction.INBOUND);
    assertThat(file.getMessageId()).isEqualTo(placeholder.getMessageId());
    assertThat(Payloads.rawEvent("message-history-file").getIdentity())
        .isNotEqualTo(Payloads.rawEvent("message-history-file-to-come").getIdentity());
  }

  private Message message(String payload) {
    RawEvent event = Payloads.rawEvent("message-" + payload);
    return ((Normalised.OfMessage) normaliser.normalise(event)).message();
  }
}
