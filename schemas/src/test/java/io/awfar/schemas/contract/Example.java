package io.awfar.schemas.contract;

import io.awfar.whatsapp.AttemptStep;
import io.awfar.whatsapp.Channel;
import io.awfar.whatsapp.ChannelEvent;
import io.awfar.whatsapp.ChannelState;
import io.awfar.whatsapp.Contact;
import io.awfar.whatsapp.Conversation;
import io.awfar.whatsapp.DeadLetter;
import io.awfar.whatsapp.DeliveryStatus;
import io.awfar.whatsapp.Direction;
import io.awfar.whatsapp.EventKind;
import io.awfar.whatsapp.IdentityChange;
import io.awfar.whatsapp.InteractiveReply;
import io.awfar.whatsapp.Location;
import io.awfar.whatsapp.Media;
import io.awfar.whatsapp.MediaEvent;
import io.awfar.whatsapp.MediaOutcome;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.MessageContext;
import io.awfar.whatsapp.MessageStatus;
import io.awfar.whatsapp.MessageType;
import io.awfar.whatsapp.Pricing;
import io.awfar.whatsapp.RawEvent;
import io.awfar.whatsapp.Reaction;
import io.awfar.whatsapp.RecipientType;
import io.awfar.whatsapp.SendAttempt;
import io.awfar.whatsapp.SendCommand;
import io.awfar.whatsapp.SendPriority;
import io.awfar.whatsapp.WhatsAppError;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecordBase;

/// One record of each contract with every field filled, always the same.
public final class Example {

  private static final UUID OWNER = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final UUID ID = UUID.fromString("018f0000-0000-8000-8000-00000000abcd");
  private static final String CHANNEL = "106540352242922";
  private static final String WAMID = "wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQzQTRBNjU5OUFF";
  private static final Instant SENT = Instant.ofEpochSecond(1_760_000_000L);
  private static final Instant RECEIVED = Instant.ofEpochMilli(1_760_000_001_234L);

  private Example() {}

  /// All of them, in the order of the data's way.
  public static List<SpecificRecordBase> all() {
    return List.of(
        rawEvent(),
        message(),
        messageStatus(),
        channelEvent(),
        mediaEvent(),
        sendCommand(),
        sendAttempt(),
        channel(),
        deadLetter());
  }

  public static RawEvent rawEvent() {
    return RawEvent.newBuilder()
        .setIdentity("m|" + CHANNEL + "|" + WAMID)
        .setKind(EventKind.MESSAGE)
        .setOwnerId(OWNER)
        .setChannelId(CHANNEL)
        .setBusinessAccountId("419561257915477")
        .setField("messages")
        .setReceivedAt(RECEIVED)
        .setPayload(bytes("{\"messages\":[{\"id\":\"" + WAMID + "\"}]}"))
        .build();
  }

  public static Message message() {
    return Message.newBuilder()
        .setMessageId(ID)
        .setOwnerId(OWNER)
        .setChannelId(CHANNEL)
        .setWaChatId(CHANNEL + "|16505551234")
        .setWaMessageId(WAMID)
        .setDirection(Direction.INBOUND)
        .setContact(
            new Contact(
                "16505551234",
                "16505551234",
                "US.13491208655302741918",
                "US.ENT.11815799212886844830",
                "sheena",
                "شينا نيلسون"))
        .setGroupId("120363019502650977")
        .setType(MessageType.INTERACTIVE)
        .setTypeName("interactive")
        .setSentAt(SENT)
        .setReceivedAt(RECEIVED)
        .setText("مرحبا 👋")
        .setMedia(
            new Media(
                "1003383421387256",
                "image/jpeg",
                "SfInY0gGKTsJlUWbwxC1k+FAD0FZHvzwfpvO0zX0GUI=",
                "receipt.jpg",
                "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1",
                true,
                true))
        .setLocation(
            new Location(37.44221496582, -122.16165924072, "Philz", "101 Forest Ave", "https://x"))
        .setReply(new InteractiveReply("list_reply", "row-1", "Priority", "1-2 days", "{\"a\":1}"))
        .setReaction(new Reaction(WAMID, "👍"))
        .setContext(new MessageContext(WAMID, "15550783881", true, true, "194836987003835", "sku"))
        .setTarget(WAMID)
        .setErrors(List.of(error()))
        .setContent("{\"type\":\"interactive\"}")
        .setHistoryStatus("read")
        .setIdentityChange(
            new IdentityChange(
                "16505551234", "16505554321", "US.13491208655302741918", "US.20415208655302741919"))
        .build();
  }

  public static MessageStatus messageStatus() {
    return MessageStatus.newBuilder()
        .setOwnerId(OWNER)
        .setChannelId(CHANNEL)
        .setWaChatId(CHANNEL + "|16505551234")
        .setWaMessageId(WAMID)
        .setStatus(DeliveryStatus.FAILED)
        .setStatusName("failed")
        .setRecipientId("16505551234")
        .setRecipientUserId("US.13491208655302741918")
        .setGroupId("120363019502650977")
        .setOccurredAt(SENT)
        .setReceivedAt(RECEIVED)
        .setConversation(new Conversation("c0ffee", "utility", SENT.plusSeconds(86_400)))
        .setPricing(new Pricing(true, "PMP", "regular", "utility"))
        .setErrors(List.of(error()))
        .setCallbackData(ID.toString())
        .setContent("{\"type\":\"payment\"}")
        .build();
  }

  public static ChannelEvent channelEvent() {
    return ChannelEvent.newBuilder()
        .setEventId(ID)
        .setOwnerId(OWNER)
        .setChannelId("419561257915477")
        .setBusinessAccountId("419561257915477")
        .setField("account_update")
        .setReceivedAt(RECEIVED)
        .setContent("{\"event\":\"VERIFIED_ACCOUNT\"}")
        .build();
  }

  public static MediaEvent mediaEvent() {
    return MediaEvent.newBuilder()
        .setMessageId(ID)
        .setOwnerId(OWNER)
        .setChannelId(CHANNEL)
        .setWaMessageId(WAMID)
        .setMediaId("1003383421387256")
        .setOutcome(MediaOutcome.STORED)
        .setObjectKey(OWNER + "/" + "ab".repeat(32))
        .setMimeType("image/jpeg")
        .setSizeBytes(123_456L)
        .setSha256("ab".repeat(32))
        .setReason("none")
        .setOccurredAt(RECEIVED)
        .build();
  }

  public static SendCommand sendCommand() {
    return SendCommand.newBuilder()
        .setSendId(ID)
        .setOwnerId(OWNER)
        .setChannelId(CHANNEL)
        .setTo("16505551234")
        .setType("text")
        .setContent("{\"body\":\"hello\"}")
        .setReplyTo(WAMID)
        .setPriority(SendPriority.BULK)
        .setRequestedBy(OWNER)
        .setRequestedAt(RECEIVED)
        .setRecipientType(RecipientType.INDIVIDUAL)
        .setWaChatId(CHANNEL + "|US.13491208655302741918")
        .setExpiresAt(RECEIVED.plusSeconds(3_600))
        .build();
  }

  public static SendAttempt sendAttempt() {
    return SendAttempt.newBuilder()
        .setSendId(ID)
        .setOwnerId(OWNER)
        .setChannelId(CHANNEL)
        .setAttempt(2)
        .setStep(AttemptStep.FAILED)
        .setCommandOffset(4_711L)
        .setWaMessageId(WAMID)
        .setReason("refused")
        .setDetail("Unsupported message type")
        .setErrorCode(131_047)
        .setOccurredAt(RECEIVED)
        .build();
  }

  public static Channel channel() {
    return Channel.newBuilder()
        .setChannelId(CHANNEL)
        .setOwnerId(OWNER)
        .setBusinessAccountId("419561257915477")
        .setName("المبيعات")
        .setState(ChannelState.PAUSED)
        .setCredentials("eyJhbGciOiJkaXIifQ..AAAA.BBBB.CCCC")
        .setSendsPerSecond(80)
        .setAppSecretChangedAt(SENT)
        .setAccessTokenChangedAt(RECEIVED)
        .setVerifyTokenChangedAt(SENT)
        .setUpdatedAt(RECEIVED)
        .setUpdatedBy(ID)
        .setVersion(7)
        .build();
  }

  public static DeadLetter deadLetter() {
    return DeadLetter.newBuilder()
        .setService("dedup-stream")
        .setReason("undecodable")
        .setDetail("First byte is 123, not 0")
        .setOriginTopic("whatsapp.events.raw")
        .setOriginPartition(7)
        .setOriginOffset(4_711L)
        .setOriginTimestamp(RECEIVED)
        .setKey(bytes(CHANNEL + "|16505551234"))
        .setValue(bytes("{"))
        .build();
  }

  private static WhatsAppError error() {
    return new WhatsAppError(
        131_051, "Message type unknown", "Message type unknown", "Not supported", "https://x");
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
