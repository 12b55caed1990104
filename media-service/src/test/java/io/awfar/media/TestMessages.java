package io.awfar.media;

import io.awfar.schemas.serde.AvroSerializer;
import io.awfar.whatsapp.Contact;
import io.awfar.whatsapp.Direction;
import io.awfar.whatsapp.Media;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.MessageType;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/// Messages as dedup-stream publishes them.
public final class TestMessages {

  public static final UUID OWNER = UUID.fromString("00000000-0000-4000-8000-000000000001");
  public static final String CHAT = "1055501|49151000001";

  static {
    // Avro loads our contracts once a serializer is there, and tests make messages before that.
    new AvroSerializer<Message>().configure(Map.of("schema.registry.url", "http://unused"), false);
  }

  private TestMessages() {}

  public static Message withMedia(Media media) {
    return message(MessageType.IMAGE, "image").setMedia(media).build();
  }

  public static Message withMedia(String mediaId, byte[] content) {
    return withMedia(media(mediaId).setSha256(TestFiles.base64(content)).build());
  }

  /// The same with a url, as newer webhooks have it.
  public static Message withUrl(Message message, String url) {
    return Message.newBuilder(message)
        .setMedia(Media.newBuilder(message.getMedia()).setUrl(url).build())
        .build();
  }

  /// One whose file WhatsApp keeps for this long yet.
  public static Message withMediaKeptFor(Duration left, String mediaId, byte[] content) {
    return message(MessageType.IMAGE, "image")
        .setMedia(media(mediaId).setSha256(TestFiles.base64(content)).build())
        .setReceivedAt(Instant.now().minus(Duration.ofDays(7)).plus(left))
        .build();
  }

  public static Message text() {
    return message(MessageType.TEXT, "text").setText("hello").build();
  }

  public static Media.Builder media(String mediaId) {
    return Media.newBuilder().setMediaId(mediaId).setMimeType("image/jpeg");
  }

  public static Message.Builder message(MessageType type, String typeName) {
    UUID id = UUID.randomUUID();
    return Message.newBuilder()
        .setMessageId(id)
        .setOwnerId(OWNER)
        .setChannelId("1055501")
        .setWaChatId(CHAT)
        .setWaMessageId("wamid." + id)
        .setDirection(Direction.INBOUND)
        .setContact(Contact.newBuilder().setPhone("49151000001").build())
        .setType(type)
        .setTypeName(typeName)
        .setSentAt(Instant.now())
        .setReceivedAt(Instant.now());
  }
}
