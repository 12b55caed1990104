package io.awfar.dedup.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.dedup.Payloads;
import io.awfar.schemas.id.StableId;
import io.awfar.whatsapp.Direction;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.MessageType;
import io.awfar.whatsapp.RawEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormaliserTest {

  private static final String CHANNEL = "461203847759012";
  private static final String PHONE = "201001234567";

  private final Normaliser normaliser = new Normaliser(1 << 20);

  @ParameterizedTest
  @CsvSource({
    "text, TEXT",
    "text-arabic-emoji, TEXT",
    "text-user-id-only, TEXT",
    "text-reply, TEXT",
    "text-forwarded, TEXT",
    "text-from-advertisement, TEXT",
    "image, IMAGE",
    "video, VIDEO",
    "audio-voice, AUDIO",
    "audio-file, AUDIO",
    "document, DOCUMENT",
    "sticker-animated, STICKER",
    "location, LOCATION",
    "contacts, CONTACTS",
    "interactive-button-reply, INTERACTIVE",
    "interactive-list-reply, INTERACTIVE",
    "interactive-flow-reply, INTERACTIVE",
    "interactive-call-permission, INTERACTIVE",
    "button, BUTTON",
    "reaction, REACTION",
    "reaction-removed, REACTION",
    "order, ORDER",
    "system-number-changed, SYSTEM",
    "system-user-id-changed, SYSTEM",
    "unsupported, UNSUPPORTED",
    "unknown-with-errors, UNKNOWN",
    "type-of-the-future, UNKNOWN",
    "request-welcome, REQUEST_WELCOME",
    "edit, EDIT",
    "revoke, REVOKE",
    "group-text, TEXT"
  })
  void everyTypeOfMessageHasItsType(String payload, MessageType type) {
    assertThat(message(payload).getType()).isEqualTo(type);
  }

  @Test
  void aTextIsToldByItsFieldsAlone() {
    Message message = message("text");

    assertThat(message.getText()).isEqualTo("Good morning, is my order 48213 on its way?");
    assertThat(message.getContent()).isNull();
    assertThat(message.getTypeName()).isEqualTo("text");
    assertThat(message.getDirection()).isEqualTo(Direction.INBOUND);
    assertThat(message.getSentAt()).isEqualTo(Instant.ofEpochSecond(1793800037));
    assertThat(message.getReceivedAt()).isEqualTo(Payloads.RECEIVED_AT);
    assertThat(message.getChannelId()).isEqualTo(CHANNEL);
    assertThat(message.getWaChatId()).isEqualTo(CHANNEL + "|" + PHONE);
    assertThat(message.getContact().getName()).isEqualTo("Mona Farouk");
    assertThat(message.getContact().getPhone()).isEqualTo(PHONE);
    assertThat(message.getContact().getWaId()).isEqualTo(PHONE);
    assertThat(message.getContact().getUserId()).isNull();
    assertThat(message.getMessageId())
        .isEqualTo(
            StableId.message(
                Payloads.OWNER, CHANNEL, message.getWaMessageId(), message.getSentAt()));
  }

  @Test
  void aPersonWithoutANumberIsKnownByTheUserId() {
    Message message = message("text-user-id-only");

    assertThat(message.getContact().getPhone()).isNull();
    assertThat(message.getContact().getWaId()).isNull();
    assertThat(message.getContact().getUserId()).isEqualTo("IN.5519023847710263");
    assertThat(message.getContact().getParentUserId()).isEqualTo("IN.ENT.1177230948571");
    assertThat(message.getContact().getUsername()).isEqualTo("priya_k");
    assertThat(message.getWaChatId()).isEqualTo(CHANNEL + "|IN.5519023847710263");
    assertThat(message("text-empty-number").getWaChatId())
        .isEqualTo(CHANNEL + "|DE.7730125548810992");
  }

  @Test
  void theUserIdNamesTheChatEvenIfThereIsANumber() {
    Message message = message("text-arabic-emoji");

    assertThat(message.getWaChatId()).isEqualTo(CHANNEL + "|EG.8041227719230468");
    assertThat(message.getContact().getPhone()).isEqualTo(PHONE);
    assertThat(message.getText()).isEqualTo("شكرا جزيلا 🙏🏽 وصلت الشحنة");
  }

  @Test
  void filesKeepWhatWhatsAppSaysOfThem() {
    Message image = message("image");
    assertThat(image.getText()).isEqualTo("The box arrived like this");
    assertThat(image.getMedia().getMediaId()).isEqualTo("1382059933401127");
    assertThat(image.getMedia().getMimeType()).isEqualTo("image/jpeg");
    assertThat(image.getMedia().getSha256()).hasSize(44);
    assertThat(image.getMedia().getUrl()).startsWith("https://lookaside");
    assertThat(image.getContent()).isNull();
    assertThat(message("audio-voice").getMedia().getVoice()).isTrue();
    assertThat(message("audio-file").getMedia().getVoice()).isFalse();
    assertThat(message("sticker-animated").getMedia().getAnimated()).isTrue();
    assertThat(message("document").getMedia().getFileName()).isEqualTo("contract-2026-11.pdf");
  }

  @Test
  void aPlaceHasCoordinatesAndItsNameIsTheText() {
    Message message = message("location");

    assertThat(message.getLocation().getLatitude()).isEqualTo(30.044420623779);
    assertThat(message.getLocation().getLongitude()).isEqualTo(31.235711669922);
    assertThat(message.getLocation().getAddress()).isEqualTo("Ismailia, Qasr El Nil, Cairo");
    assertThat(message.getText()).isEqualTo("Tahrir Square");
    assertThat(message("location-pin").getLocation().getName()).isNull();
  }

  @Test
  void choicesAreReplies() {
    Message button = message("interactive-button-reply");
    assertThat(button.getReply().getKind()).isEqualTo("button_reply");
    assertThat(button.getReply().getId()).isEqualTo("confirm-delivery");
    assertThat(button.getText()).isEqualTo("Confirm");
    assertThat(button.getContext().getWaMessageId()).startsWith("wamid.");

    Message row = message("interactive-list-reply");
    assertThat(row.getReply().getDescription()).isEqualTo("Our van comes to your door");

    Message flow = message("interactive-flow-reply");
    assertThat(flow.getReply().getKind()).isEqualTo("nfm_reply");
    assertThat(flow.getReply().getResponseJson())
        .isEqualTo(
            "{\"rating\":\"4\",\"comment\":\"Quick, thanks\",\"flow_token\":\"order-48213\"}");
    assertThat(flow.getText()).isEqualTo("Sent");

    Message call = message("interactive-call-permission");
    assertThat(call.getReply().getTitle()).isEqualTo("accept");
    assertThat(call.getContent()).contains("\"expiration_timestamp\":1794404800");

    Message template = message("button");
    assertThat(template.getReply().getKind()).isEqualTo("button");
    assertThat(template.getReply().getId()).isEqualTo("STOP-PROMOTIONS");
    assertThat(template.getText()).isEqualTo("Stop promotions");
  }

  @Test
  void aReactionWithoutAnEmojiIsARemoval() {
    assertThat(message("reaction").getReaction().getEmoji()).isEqualTo("❤️");
    assertThat(message("reaction").getText()).isEqualTo("❤️");
    assertThat(message("reaction-removed").getReaction().getEmoji()).isNull();
    assertThat(message("reaction-removed").getReaction().getWaMessageId()).startsWith("wamid.");
    assertThat(message("reaction-removed").getContent()).isNull();
  }

  @Test
  void ordersContactsAndNoticesKeepTheirJson() {
    assertThat(message("order").getText()).isEqualTo("Please before Friday");
    assertThat(message("order").getContent())
        .startsWith("{\"order\":{\"catalog_id\":")
        .contains("\"item_price\":29.9");
    assertThat(message("contacts").getContent()).startsWith("{\"contacts\":[{\"name\":");
    Message system = message("system-number-changed");
    assertThat(system.getContact().getPhone()).isEqualTo(PHONE);
    assertThat(system.getSentAt()).isEqualTo(Instant.ofEpochSecond(1793801300));
    assertThat(system.getContent()).contains("\"wa_id\":\"201119876543\"");
    assertThat(system.getText()).contains("changed from");
  }

  @Test
  void whatIsUnknownFlowsThroughWithItsJson() {
    Message future = message("type-of-the-future");

    assertThat(future.getTypeName()).isEqualTo("hologram");
    assertThat(future.getContent())
        .isEqualTo(
            "{\"hologram\":{\"id\":\"hg-1\",\"depth\":3,\"points\":[[0.5,1.25],[2,3]],"
                + "\"note\":\"not invented yet\"}}");
    assertThat(message("unsupported").getErrors().getFirst().getCode()).isEqualTo(131051);
    assertThat(message("unsupported").getErrors().getFirst().getDetails())
        .isEqualTo("Message type is currently not supported.");
    assertThat(message("unknown-with-errors").getErrors().getFirst().getDetails())
        .isEqualTo("Message type is not currently supported");
  }

  @Test
  void editsAndRevocationsNameTheirTarget() {
    Message edit = message("edit");
    assertThat(edit.getTarget()).isEqualTo(message("text").getWaMessageId());
    assertThat(edit.getText()).contains("48312");
    assertThat(edit.getContent()).startsWith("{\"edit\":");
    assertThat(message("edit-caption").getText()).endsWith("open");
    assertThat(message("revoke").getTarget()).isEqualTo(message("text-reply").getWaMessageId());
  }

  @Test
  void aGroupMessageIsInTheChatOfTheGroup() {
    Message message = message("group-text");

    assertThat(message.getGroupId()).startsWith("Y2Fw");
    assertThat(message.getWaChatId()).isEqualTo(CHANNEL + "|" + message.getGroupId());
    assertThat(message.getContact().getPhone()).isEqualTo("201227778899");
  }

  @Test
  void repliesForwardsProductsAndAdvertisementsAreTold() {
    assertThat(message("text-reply").getContext().getWaMessageId()).startsWith("wamid.");
    assertThat(message("text-forwarded").getContext().getForwarded()).isTrue();
    assertThat(message("text-frequently-forwarded").getContext().getFrequentlyForwarded()).isTrue();
    assertThat(message("text-product-question").getContext().getProductId())
        .isEqualTo("KETTLE-17-STEEL");
    assertThat(message("text-product-question").getContent()).isNull();
    assertThat(message("text-from-advertisement").getContent())
        .startsWith("{\"referral\":{\"source_url\":");
  }

  @Test
  void theSameEventAlwaysGivesTheSameRecord() {
    for (String name : Payloads.names()) {
      RawEvent event = Payloads.rawEvent(name);
      assertThat(normaliser.normalise(event)).isEqualTo(normaliser.normalise(event));
    }
  }

  private Message message(String payload) {
    return messageOf(Payloads.rawEvent("message-" + payload));
  }

  private Message messageOf(RawEvent event) {
    return ((Normalised.OfMessage) normaliser.normalise(event)).message();
  }
}
