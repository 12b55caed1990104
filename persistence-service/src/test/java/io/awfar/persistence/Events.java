package io.awfar.persistence;

import io.awfar.schemas.id.ChatKey;
import io.awfar.schemas.id.StableId;
import io.awfar.schemas.serde.TrustedContracts;
import io.awfar.whatsapp.ChannelEvent;
import io.awfar.whatsapp.Contact;
import io.awfar.whatsapp.DeliveryStatus;
import io.awfar.whatsapp.Direction;
import io.awfar.whatsapp.MediaEvent;
import io.awfar.whatsapp.MediaOutcome;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.MessageStatus;
import io.awfar.whatsapp.MessageType;
import io.awfar.whatsapp.SendCommand;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/// Events to write in tests, one line each.
public final class Events {

  public static final UUID OWNER = UUID.fromString("00000000-0000-4000-8000-000000000001");
  public static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

  static {
    TrustedContracts.trust();
  }

  private Events() {}

  public static Instant second(long second) {
    return START.plusSeconds(second);
  }

  /// An inbound text of a contact known by phone; received a second after it was sent.
  public static Message.Builder message(String channel, String phone, String wamid, long second) {
    return message(channel, phone, wamid, second, Direction.INBOUND)
        .setContactBuilder(Contact.newBuilder().setWaId(phone).setPhone(phone));
  }

  public static Message.Builder message(
      String channel, String contact, String wamid, long second, Direction direction) {
    return Message.newBuilder()
        .setMessageId(StableId.message(OWNER, channel, wamid, second(second)))
        .setOwnerId(OWNER)
        .setChannelId(channel)
        .setWaChatId(ChatKey.of(channel, contact))
        .setWaMessageId(wamid)
        .setDirection(direction)
        .setContactBuilder(Contact.newBuilder().setWaId(contact))
        .setType(MessageType.TEXT)
        .setTypeName("text")
        .setSentAt(second(second))
        .setReceivedAt(second(second + 1))
        .setText("text of " + wamid);
  }

  public static MessageStatus.Builder status(
      String channel, String recipient, String wamid, DeliveryStatus status, long second) {
    return MessageStatus.newBuilder()
        .setOwnerId(OWNER)
        .setChannelId(channel)
        .setWaChatId(ChatKey.of(channel, recipient))
        .setWaMessageId(wamid)
        .setStatus(status)
        .setStatusName(status.name().toLowerCase(Locale.ROOT))
        .setRecipientId(recipient)
        .setOccurredAt(second(second))
        .setReceivedAt(second(second + 1));
  }

  /// A text that somebody asked to send.
  public static SendCommand.Builder send(String channel, String to, UUID sendId, long second) {
    return SendCommand.newBuilder()
        .setSendId(sendId)
        .setOwnerId(OWNER)
        .setChannelId(channel)
        .setTo(to)
        .setType("text")
        .setContent("{\"body\":\"text of " + sendId + "\"}")
        .setRequestedAt(second(second));
  }

  public static ChannelEvent.Builder channelEvent(String channel, String identity, long second) {
    return ChannelEvent.newBuilder()
        .setEventId(StableId.channelEvent(OWNER, identity))
        .setOwnerId(OWNER)
        .setChannelId(channel)
        .setBusinessAccountId("account")
        .setField("account_update")
        .setReceivedAt(second(second))
        .setContent("{\"event\":\"" + identity + "\"}");
  }

  public static MediaEvent.Builder media(UUID messageId, MediaOutcome outcome, long second) {
    return MediaEvent.newBuilder()
        .setMessageId(messageId)
        .setOwnerId(OWNER)
        .setChannelId("channel")
        .setWaMessageId("wamid")
        .setMediaId("media")
        .setOutcome(outcome)
        .setObjectKey(outcome == MediaOutcome.STORED ? "object-" + second : null)
        .setReason(outcome == MediaOutcome.STORED ? null : "not-found")
        .setOccurredAt(second(second));
  }
}
