package io.awfar.bench.persist;

import io.awfar.schemas.id.ChatKey;
import io.awfar.schemas.id.StableId;
import io.awfar.whatsapp.Contact;
import io.awfar.whatsapp.DeliveryStatus;
import io.awfar.whatsapp.Direction;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.MessageStatus;
import io.awfar.whatsapp.MessageType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/// Messages and statuses as dedup-stream writes them; the same ones for the same numbers.
///
/// @param chats over which the messages are spread
/// @param first when the first message was sent; later ones follow at 20 ms
public record SampleEvents(int chats, Instant first) {

  static final UUID OWNER = UUID.fromString("00000000-0000-4000-8000-000000000001");

  private static final String CHANNEL = "106540352242922";
  private static final int STEP_MILLIS = 20;
  private static final List<String> WORDS =
      List.of(
          "the order has been shipped please confirm your address thank you hello salam marhaban price delivery tomorrow today invoice number support agent waiting product"
              .split(" "));

  /// Message number so and so.
  Message message(long number) {
    SplittableRandom random = new SplittableRandom(number);
    String phone = phone(drawChat(random));
    String waId = wamid(phone, random.nextLong());
    Instant sentAt = first.plusMillis(number * STEP_MILLIS);
    return Message.newBuilder()
        .setMessageId(StableId.message(OWNER, CHANNEL, waId, sentAt))
        .setOwnerId(OWNER)
        .setChannelId(CHANNEL)
        .setWaChatId(ChatKey.of(CHANNEL, phone))
        .setWaMessageId(waId)
        .setDirection(Direction.INBOUND)
        .setContact(
            Contact.newBuilder()
                .setWaId(phone)
                .setPhone(phone)
                .setName("Customer " + phone)
                .build())
        .setType(MessageType.TEXT)
        .setTypeName("text")
        .setSentAt(sentAt)
        .setReceivedAt(sentAt.plusMillis(700))
        .setText(text(random))
        .build();
  }

  /// Status number so and so, of an outbound message.
  MessageStatus status(long number) {
    SplittableRandom random = new SplittableRandom(~number);
    String phone = phone(random.nextInt(chats));
    Instant occurredAt = first.plusMillis(number * STEP_MILLIS);
    return MessageStatus.newBuilder()
        .setOwnerId(OWNER)
        .setChannelId(CHANNEL)
        .setWaChatId(ChatKey.of(CHANNEL, phone))
        .setWaMessageId(wamid(phone, random.nextLong()))
        .setStatus(DeliveryStatus.DELIVERED)
        .setStatusName("delivered")
        .setRecipientId(phone)
        .setOccurredAt(occurredAt)
        .setReceivedAt(occurredAt.plusMillis(700))
        .build();
  }

  /// How many chats the first so many messages are in.
  int chatsOf(long messages) {
    BitSet drawn = new BitSet(chats);
    for (long number = 0; number < messages; number++) {
      drawn.set(drawChat(new SplittableRandom(number)));
    }
    return drawn.cardinality();
  }

  /// The first that is drawn for a message.
  private int drawChat(SplittableRandom random) {
    return random.nextInt(chats);
  }

  private static String phone(int chat) {
    return "2010" + (10_000_000 + chat);
  }

  private static String wamid(String phone, long id) {
    return "wamid.HBgM"
        + base64(phone)
        + "FQIAERgS"
        + base64(HexFormat.of().withUpperCase().toHexDigits(id) + "0A0B");
  }

  private static String base64(String text) {
    return Base64.getEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String text(SplittableRandom random) {
    StringBuilder text = new StringBuilder(128);
    while (text.length() < 100) {
      text.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
    }
    return text.toString();
  }
}
