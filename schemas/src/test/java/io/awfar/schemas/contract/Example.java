package io.awfar.schemas.contract;

import io.awfar.whatsapp.AccountAlert;
import io.awfar.whatsapp.AccountChange;
import io.awfar.whatsapp.AccountRestriction;
import io.awfar.whatsapp.AttemptStep;
import io.awfar.whatsapp.BusinessCapability;
import io.awfar.whatsapp.CallEvent;
import io.awfar.whatsapp.Channel;
import io.awfar.whatsapp.ChannelEvent;
import io.awfar.whatsapp.ChannelState;
import io.awfar.whatsapp.ChatChange;
import io.awfar.whatsapp.ChatChangeType;
import io.awfar.whatsapp.ChatState;
import io.awfar.whatsapp.Contact;
import io.awfar.whatsapp.Conversation;
import io.awfar.whatsapp.DeadLetter;
import io.awfar.whatsapp.DeliveryStatus;
import io.awfar.whatsapp.Direction;
import io.awfar.whatsapp.EventKind;
import io.awfar.whatsapp.FileEvent;
import io.awfar.whatsapp.FileEventType;
import io.awfar.whatsapp.FlowChange;
import io.awfar.whatsapp.GroupChange;
import io.awfar.whatsapp.GroupParticipant;
import io.awfar.whatsapp.GroupSetting;
import io.awfar.whatsapp.HistoryProgress;
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
import io.awfar.whatsapp.Order;
import io.awfar.whatsapp.OrderItem;
import io.awfar.whatsapp.PhoneNumberChange;
import io.awfar.whatsapp.Pricing;
import io.awfar.whatsapp.RawEvent;
import io.awfar.whatsapp.Reaction;
import io.awfar.whatsapp.RecipientType;
import io.awfar.whatsapp.Referral;
import io.awfar.whatsapp.SecurityChange;
import io.awfar.whatsapp.SendAttempt;
import io.awfar.whatsapp.SendCommand;
import io.awfar.whatsapp.SendPriority;
import io.awfar.whatsapp.SharedAddress;
import io.awfar.whatsapp.SharedContact;
import io.awfar.whatsapp.SharedEmail;
import io.awfar.whatsapp.SharedPhone;
import io.awfar.whatsapp.SharedUrl;
import io.awfar.whatsapp.SyncedContact;
import io.awfar.whatsapp.TemplateButton;
import io.awfar.whatsapp.TemplateChange;
import io.awfar.whatsapp.UserIdChange;
import io.awfar.whatsapp.UserPreference;
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
        fileEvent(),
        sendCommand(),
        sendAttempt(),
        chatChange(),
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
        .setReferral(
            new Referral(
                "https://fb.me/3x",
                "ad",
                "120211998877665544",
                "Kettles",
                "This week",
                "video",
                "https://x/i.jpg",
                "https://x/v.mp4",
                "https://x/t.jpg",
                "ARAk",
                "Hello"))
        .setOrder(new Order("194836987003835", List.of(new OrderItem("sku", 2, "29.90", "EUR"))))
        .setSharedContacts(
            List.of(
                SharedContact.newBuilder()
                    .setFormattedName("Dr. Omar H. Said Jr.")
                    .setFirstName("Omar")
                    .setLastName("Said")
                    .setMiddleName("H.")
                    .setPrefix("Dr.")
                    .setSuffix("Jr.")
                    .setBirthday("1980-02-29")
                    .setCompany("Said & Sons")
                    .setDepartment("Sales")
                    .setTitle("Owner")
                    .setPhones(
                        List.of(
                            new SharedPhone("+20 100 765 4321", "201007654321", "EG.1", "CELL")))
                    .setEmails(List.of(new SharedEmail("omar@mail.example", "WORK")))
                    .setUrls(List.of(new SharedUrl("https://said.example", "WORK")))
                    .setAddresses(
                        List.of(
                            new SharedAddress(
                                "1 Nile St", "Cairo", "C", "11511", "Egypt", "EG", "HOME")))
                    .build()))
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
        .setRecipientWaId("1650555123")
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
        .setTemplate(template())
        .setAccountAlert(
            new AccountAlert(
                "PHONE_NUMBER", CHANNEL, "OBA_APPROVED", "INFORMATIONAL", "NONE", "Approved"))
        .setAccount(account())
        .setPhoneNumber(
            new PhoneNumberChange(
                "15550783881",
                "UPGRADE",
                "APPROVED",
                "Kettles",
                "NONE",
                "TIER_10K",
                "TIER_1K",
                "TIER_100K"))
        .setCapability(new BusinessCapability(10_000, "TIER_10K", 25, 20))
        .setPreferences(
            List.of(
                new UserPreference(
                    "16505551234", "US.1", "marketing_messages", "stop", "No more", SENT)))
        .setCalls(List.of(call()))
        .setFlow(
            new FlowChange(
                "ENDPOINT_ERROR_RATE",
                "6627390910605886",
                "Flow changed",
                "PUBLISHED",
                "DRAFT",
                "ACTIVATED",
                10,
                14.5,
                120,
                900,
                1_000,
                97,
                "Expires"))
        .setSecurity(new SecurityChange("PIN_RESET_REQUEST", "15550783881", "1029384756"))
        .setGroups(List.of(group()))
        .setUserIdChanges(
            List.of(
                new UserIdChange(
                    "16505551234", "US.1", "US.2", "US.ENT.1", "US.ENT.2", "Changed", SENT)))
        .setSyncedContacts(
            List.of(
                new SyncedContact(
                    "add", "Mona Farouk", "Mona", "201001234567", "EG.1", "mona", SENT)))
        .setOccurredAt(SENT)
        .setErrors(List.of(error()))
        .setHistoryProgress(List.of(new HistoryProgress(1, 2, 55, List.of(error()))))
        .build();
  }

  private static TemplateChange template() {
    return TemplateChange.newBuilder()
        .setTemplateId("1044182230917")
        .setName("order_shipped")
        .setLanguage("ar")
        .setEvent("REJECTED")
        .setReason("INVALID_FORMAT")
        .setCategory("MARKETING")
        .setPreviousCategory("UTILITY")
        .setCorrectCategory("MARKETING")
        .setQuality("YELLOW")
        .setPreviousQuality("GREEN")
        .setDisableDate("January 31, 2027")
        .setNoteTitle("FIRST_PAUSE")
        .setNoteText("Paused for 3 hours")
        .setRejectionInfo("A variable is missing")
        .setRecommendation("Add it")
        .setHeader("Order")
        .setBody("Your order {{1}} is on its way.")
        .setFooter("Bye")
        .setButtons(List.of(new TemplateButton("URL", "Track", "https://x/{{1}}", "+1650")))
        .build();
  }

  private static AccountChange account() {
    return AccountChange.newBuilder()
        .setEvent("ACCOUNT_RESTRICTION")
        .setDecision("APPROVED")
        .setPhoneNumber("15550783881")
        .setCountry("DE")
        .setBanState("DISABLE")
        .setBanDate("January 31, 2027")
        .setViolationType("SCAM")
        .setRestrictions(List.of(new AccountRestriction("RESTRICTED_BIZ_INITIATED_MESSAGING", 1L)))
        .setAccountId("419561257915477")
        .setOwnerBusinessId("520744086200222")
        .setPartnerAppId("67084829086495")
        .setSolutionId("774485461512159")
        .setAdAccountId("972010734251")
        .setDisconnectionReason("PRIMARY_INACTIVITY")
        .setPricingTier("25000:50000")
        .setPricingCategory("UTILITY")
        .setPricingRegion("Germany")
        .build();
  }

  private static CallEvent call() {
    return CallEvent.newBuilder()
        .setCallId("wacid.1")
        .setEvent("terminate")
        .setStatus("COMPLETED")
        .setDirection("USER_INITIATED")
        .setFrom("16505551234")
        .setFromUserId("US.1")
        .setTo("15550783881")
        .setToUserId("US.2")
        .setSdpType("offer")
        .setOccurredAt(SENT)
        .setStartedAtMillis(SENT.toEpochMilli())
        .setEndedAtMillis(RECEIVED.toEpochMilli())
        .setDurationSeconds(33)
        .setDeeplinkPayload("link")
        .setCtaPayload("button")
        .setCallbackData(ID.toString())
        .setErrors(List.of(error()))
        .build();
  }

  private static GroupChange group() {
    GroupParticipant participant =
        new GroupParticipant("+1 650 555 1234", "16505551234", "US.1", List.of(error()));
    return GroupChange.newBuilder()
        .setGroupId("120363019502650977")
        .setType("group_create")
        .setRequestId("784D93D0")
        .setOccurredAt(SENT)
        .setSubject("Kettles")
        .setDescription("All about kettles")
        .setInviteLink("https://chat.whatsapp.com/x")
        .setJoinApprovalMode("auto_approve")
        .setReason("invite_link")
        .setInitiatedBy("business")
        .setJoinRequestId("req-1")
        .setWaId("16505551234")
        .setUserId("US.1")
        .setAdded(List.of(participant))
        .setRemoved(List.of(participant))
        .setFailed(List.of(participant))
        .setSettings(
            List.of(
                new GroupSetting(
                    "profile_picture", "text", "image/jpeg", "Sf==", true, List.of(error()))))
        .setErrors(List.of(error()))
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
        .setThumbnailKey(OWNER + "/" + "ab".repeat(32) + ".thumbnail")
        .setWidthPixels(4_000)
        .setHeightPixels(3_000)
        .setDurationMillis(61_500L)
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
        .setReadCount(12)
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

  public static FileEvent fileEvent() {
    return FileEvent.newBuilder()
        .setOwnerId(OWNER)
        .setObjectKey(OWNER + "/" + "0a".repeat(32))
        .setType(FileEventType.UPLOADED)
        .setOccurredAt(RECEIVED)
        .setActorId(ID)
        .setMimeType("application/pdf")
        .setKind("document")
        .setSizeBytes(48_211L)
        .setFileName("offer.pdf")
        .build();
  }

  public static ChatChange chatChange() {
    return ChatChange.newBuilder()
        .setEventId(ID)
        .setOwnerId(OWNER)
        .setType(ChatChangeType.MERGED)
        .setVersion(7)
        .setOccurredAt(RECEIVED)
        .setActorId(OWNER)
        .setChatId(ID)
        .setState(ChatState.CLOSED)
        .setAssigneeId(OWNER)
        .setPreviousAssigneeId(ID)
        .setLabelId(ID)
        .setLabelName("شكوى")
        .setLabelColour("#d93f0b")
        .setNoteId(ID)
        .setMergedChatId(OWNER)
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
