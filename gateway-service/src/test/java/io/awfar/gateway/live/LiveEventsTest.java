package io.awfar.gateway.live;

import static io.awfar.gateway.live.LiveRecords.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.schemas.id.StableId;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.DeliveryStatus;
import io.awfar.whatsapp.Location;
import io.awfar.whatsapp.Media;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.MessageContext;
import io.awfar.whatsapp.MessageStatus;
import io.awfar.whatsapp.MessageType;
import io.awfar.whatsapp.PhoneNumberChange;
import io.awfar.whatsapp.SendCommand;
import io.awfar.whatsapp.SyncedContact;
import io.awfar.whatsapp.WhatsAppError;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LiveEventsTest {

  private static final String AMAL = "967777000001";

  private final LiveGateway gateway = LiveGateway.shared();
  private final LiveRecords records = LiveRecords.shared();
  private final UUID workspace = UUID.randomUUID();

  @Test
  void aMessageIsToldWithItsChatItsContactAndTheMembersThatAPageShows() {
    try (EventClient client = gateway.follow(workspace)) {
      Message message = LiveRecords.message(workspace, AMAL, "salaam\nsecond line").build();
      records.write(Topics.MESSAGES, AMAL, message);

      EventClient.Event event = client.next();

      assertThat(event.kind()).isEqualTo("message");
      assertThat(event.id()).matches("m\\.\\d+\\.\\d+@[0-9a-z]+\\.1\\.\\d+");
      UUID chat = StableId.chat(workspace, message.getWaChatId());
      UUID contact = StableId.contact(workspace, AMAL);
      assertThat(event.data())
          .isEqualTo(
              json(
                  """
                  {'chat': {'id': '%s', 'waChatId': '1055|967777000001', 'channelId': '1055',
                      'groupId': null},
                    'contact': {'id': '%s', 'waId': '967777000001', 'phone': '967777000001',
                      'userId': null, 'username': null, 'name': 'Amal'},
                    'message': {'id': '%s', 'chatId': '%s', 'contactId': '%s',
                      'waMessageId': '%s', 'direction': 'inbound', 'type': 'text',
                      'body': 'salaam\\nsecond line', 'content': null, 'replyTo': null,
                      'createdAt': '2026-11-29T12:00:00Z', 'editedAt': null, 'revokedAt': null,
                      'reactions': [], 'status': null, 'error': null, 'media': null},
                    'omitted': false}
                  """,
                  chat, contact, message.getMessageId(), chat, contact, message.getWaMessageId()));
    }
  }

  @Test
  void contentThatHasNoMemberIsToldAsAPageShowsIt() {
    try (EventClient client = gateway.follow(workspace)) {
      records.write(
          Topics.MESSAGES,
          AMAL,
          LiveRecords.message(workspace, AMAL, "The harbour")
              .setType(MessageType.LOCATION)
              .setTypeName("location")
              .setLocation(
                  Location.newBuilder().setLatitude(12.5).setLongitude(45).setName("Port").build())
              .setContext(MessageContext.newBuilder().setWaMessageId("wamid.Q").build())
              .setErrors(List.of(WhatsAppError.newBuilder().setCode(131051).build()))
              .setContent("{\n  \"referral\": {\"price\": 1.10}\n}")
              .build());
      records.write(
          Topics.MESSAGES,
          AMAL,
          LiveRecords.message(workspace, AMAL, "a picture")
              .setType(MessageType.IMAGE)
              .setTypeName("image")
              .setMedia(Media.newBuilder().setMediaId("77").setMimeType("image/jpeg").build())
              .build());

      JsonNode location = client.next().data().path("message");
      JsonNode picture = client.next().data().path("message");

      assertThat(location.path("replyTo").asString()).isEqualTo("wamid.Q");
      assertThat(location.path("content"))
          .isEqualTo(
              json(
                  """
                  {'location': {'latitude': 12.5, 'longitude': 45.0, 'name': 'Port'},
                    'context': {'waMessageId': 'wamid.Q', 'forwarded': false,
                      'frequentlyForwarded': false},
                    'errors': [{'code': 131051}],
                    'received': {'referral': {'price': 1.10}}}
                  """));
      assertThat(picture.path("content").isNull()).isTrue();
      assertThat(picture.path("media"))
          .isEqualTo(
              json(
                  """
                  {'status': 'pending', 'path': null, 'mimeType': 'image/jpeg', 'fileName': null,
                    'sizeBytes': null, 'voice': false, 'reason': null,
                    'thumbnailPath': null, 'widthPixels': null, 'heightPixels': null,
                    'durationMillis': null}
                  """));
    }
  }

  @Test
  void aStatusIsToldUnderBothIdsOfItsMessage() {
    UUID sendId = UUID.randomUUID();
    try (EventClient client = gateway.follow(workspace)) {
      records.write(Topics.STATUSES, AMAL, LiveRecords.status(workspace, AMAL, sendId).build());
      MessageStatus failed =
          LiveRecords.status(workspace, AMAL, sendId)
              .setWaMessageId(sendId.toString())
              .setStatus(DeliveryStatus.FAILED)
              .setStatusName("failed")
              .setErrors(
                  List.of(
                      WhatsAppError.newBuilder()
                          .setCode(131047)
                          .setTitle("Re-engagement message")
                          .setMessage("More than 24 hours")
                          .build()))
              .build();
      records.write(Topics.STATUSES, AMAL, failed);

      EventClient.Event first = client.next();
      assertThat(first.kind()).isEqualTo("status");
      assertThat(first.data())
          .isEqualTo(
              json(
                  """
                  {'channelId': '1055', 'messageId': '%s', 'waMessageId': 'wamid.%s',
                    'recipient': '967777000001', 'status': 'delivered', 'error': null,
                    'occurredAt': '2026-11-29T12:00:00Z'}
                  """,
                  sendId, sendId));
      JsonNode second = client.next().data();
      assertThat(second.path("messageId").asString()).isEqualTo(sendId.toString());
      assertThat(second.path("waMessageId").isNull()).isTrue();
      assertThat(second.path("error"))
          .isEqualTo(
              json(
                  """
                  {'code': 131047, 'title': 'Re-engagement message',
                    'details': 'More than 24 hours'}
                  """));
    }
  }

  @Test
  void whatBecameOfAFileIsToldAndHowItLooksWithThePathsThatUrlsAreAskedForBy() {
    UUID message = UUID.randomUUID();
    try (EventClient client = gateway.follow(workspace)) {
      records.write(Topics.MEDIA, AMAL, LiveRecords.media(workspace, message));

      EventClient.Event event = client.next();

      assertThat(event.kind()).isEqualTo("media");
      assertThat(event.data())
          .isEqualTo(
              json(
                  """
                  {'channelId': '1055', 'messageId': '%s', 'waMessageId': 'wamid.%s',
                    'media': {'status': 'stored', 'path': '%s', 'mimeType': 'image/jpeg',
                      'sizeBytes': 48213,
                      'reason': null, 'thumbnailPath': 'a/b.thumbnail',
                      'widthPixels': 1600, 'heightPixels': 1200, 'durationMillis': null},
                    'occurredAt': '2026-11-29T12:00:00Z'}
                  """,
                  message, message, LiveRecords.media(workspace, message).getObjectKey()));
    }
  }

  @Test
  void aChannelEventIsToldWithItsDetailsButNeitherAsItCameNorWithAnAddressBook() {
    try (EventClient client = gateway.follow(workspace)) {
      records.write(
          Topics.CHANNEL_EVENTS,
          "",
          LiveRecords.channelEvent(workspace, "phone_number_quality_update")
              .setPhoneNumber(
                  PhoneNumberChange.newBuilder().setEvent("UPGRADE").setLimit("TIER_10K").build())
              .build());
      EventClient.Event event = client.next();
      assertThat(event.kind()).isEqualTo("channel");
      assertThat(event.data().path("field").asString()).isEqualTo("phone_number_quality_update");
      assertThat(event.data().path("details"))
          .isEqualTo(json("{'phoneNumber': {'event': 'UPGRADE', 'limit': 'TIER_10K'}}"));
      assertThat(event.data().toString()).doesNotContain("secret");

      records.write(
          Topics.CHANNEL_EVENTS,
          "",
          LiveRecords.channelEvent(workspace, "smb_app_state_sync")
              .setSyncedContacts(
                  List.of(
                      SyncedContact.newBuilder()
                          .setFullName("Amal")
                          .setOccurredAt(LiveRecords.NOON)
                          .build()))
              .build());
      assertThat(client.next().data().toString()).doesNotContain("Amal");
    }
  }

  @Test
  void whatOneAgentSendsIsToldToTheOthersBeforeWhatsAppHasHeardOfIt() {
    try (EventClient client = gateway.follow(workspace)) {
      SendCommand command =
          LiveRecords.send(workspace, "+" + AMAL, "image", "{\"link\":\"x\",\"caption\":\"look\"}")
              .setReplyTo("wamid.Q")
              .build();
      records.write(Topics.SENDS, AMAL, command);
      EventClient.Event sent = client.next();
      records.write(
          Topics.SENDS_BULK,
          AMAL,
          LiveRecords.send(workspace, AMAL, "template", "{\"name\":\"order_update\"}").build());
      EventClient.Event bulk = client.next();

      assertThat(sent.kind()).isEqualTo("message");
      JsonNode message = sent.data().path("message");
      assertThat(message.path("id").asString()).isEqualTo(command.getSendId().toString());
      assertThat(message.path("chatId").asString())
          .isEqualTo(StableId.chat(workspace, CHANNEL + "|" + AMAL).toString());
      assertThat(message.path("direction").asString()).isEqualTo("outbound");
      assertThat(message.path("status").asString()).isEqualTo("queued");
      assertThat(message.path("waMessageId").isNull()).isTrue();
      assertThat(message.path("body").asString()).isEqualTo("look");
      assertThat(message.path("replyTo").asString()).isEqualTo("wamid.Q");
      assertThat(message.path("content"))
          .isEqualTo(json("{'sent': {'link': 'x', 'caption': 'look'}}"));
      assertThat(bulk.body()).isEqualTo("order_update");
    }
  }

  @Test
  void neitherAHistoryNorAMarkAsReadIsANewMessage() {
    try (EventClient client = gateway.follow(workspace)) {
      records.write(
          Topics.MESSAGES,
          AMAL,
          LiveRecords.message(workspace, AMAL, "long ago").setHistoryStatus("read").build());
      records.write(
          Topics.SENDS,
          AMAL,
          LiveRecords.send(workspace, AMAL, "read", "{\"message_id\":\"wamid.Q\"}").build());
      records.write(
          Topics.SENDS,
          AMAL,
          LiveRecords.send(workspace, AMAL, "text", "{\"body\":\"new\"}").build());
      records.text(workspace, AMAL, "also new");

      assertThat(client.next(2))
          .extracting(EventClient.Event::body)
          .containsExactlyInAnyOrder("new", "also new");
    }
  }

  @Test
  void aWorkspaceIsToldItsOwnEventsAndNoOthers() {
    UUID other = UUID.randomUUID();
    try (EventClient client = gateway.follow(workspace);
        EventClient neighbour = gateway.follow(other)) {
      for (int i = 0; i < 50; i++) {
        records.textSoon(i % 2 == 0 ? workspace : other, AMAL, i % 2 == 0 ? "ours" : "theirs");
      }
      records.flush();
      records.text(workspace, AMAL, "last of ours");
      records.text(other, AMAL, "last of theirs");

      assertThat(client.upTo("last of ours"))
          .hasSize(26)
          .allSatisfy(event -> assertThat(event.body()).endsWith("ours"));
      assertThat(neighbour.upTo("last of theirs"))
          .hasSize(26)
          .allSatisfy(event -> assertThat(event.body()).endsWith("theirs"));
    }
  }

  @Test
  void ofEachChatEventsComeInOrder() {
    List<String> contacts = IntStream.range(0, 20).mapToObj(i -> "96777700" + i).toList();
    try (EventClient client = gateway.follow(workspace)) {
      for (int i = 0; i < 600; i++) {
        records.textSoon(workspace, contacts.get(i % contacts.size()), Integer.toString(i));
      }
      records.flush();

      List<EventClient.Event> events = client.next(600);

      for (String contact : contacts) {
        assertThat(
                events.stream()
                    .filter(event -> event.data().at("/contact/phone").asString("").equals(contact))
                    .map(event -> Integer.parseInt(event.body())))
            .hasSize(30)
            .isSorted();
      }
    }
  }

  @Test
  void allWhoListenAreToldTheSameWithTheSameIds() {
    try (EventClient one = gateway.follow(workspace);
        EventClient two = gateway.follow(workspace)) {
      for (int i = 0; i < 100; i++) {
        records.textSoon(workspace, "96777" + i % 7, Integer.toString(i));
      }
      records.flush();

      assertThat(one.next(100)).isEqualTo(two.next(100)).doesNotHaveDuplicates();
    }
  }

  @Test
  void whoBeginsIsToldWhatHappensFromThenOn() {
    records.text(workspace, AMAL, "before");
    try (EventClient first = gateway.follow(workspace)) {
      records.text(workspace, AMAL, "between");
      first.upTo("between");
      try (EventClient client = gateway.follow(workspace)) {
        records.text(workspace, AMAL, "after");

        assertThat(client.next().body()).isEqualTo("after");
      }
    }
  }

  @Test
  void anEventThatIsTooLargeIsToldWithoutItsContent() {
    try (EventClient client = gateway.follow(workspace)) {
      String large = "x".repeat(100_000);
      records.write(
          Topics.MESSAGES,
          AMAL,
          LiveRecords.message(workspace, AMAL, large)
              .setContent("{\"large\":\"" + large + "\"}")
              .build());

      JsonNode data = client.next().data();

      assertThat(data.path("omitted").asBoolean()).isTrue();
      assertThat(data.at("/message/body").isNull()).isTrue();
      assertThat(data.at("/message/content").isNull()).isTrue();
      assertThat(data.at("/message/id").asString()).isNotEmpty();
    }
  }

  @Test
  void aRecordThatCannotBeReadIsCountedAndHoldsNothingUp() throws Exception {
    double before = gateway.metric("awfar_gateway_live_events_total{kind=\"unreadable\"}");
    try (EventClient client = gateway.follow(workspace)) {
      Message message = LiveRecords.message(workspace, AMAL, "broken").build();
      records.writeBroken(Topics.MESSAGES, AMAL, message, 100);
      records.writeBroken(Topics.MESSAGES, AMAL, message, 3);
      records.text(workspace, AMAL, "whole");

      assertThat(client.next().body()).isEqualTo("whole");
      assertThat(gateway.metric("awfar_gateway_live_events_total{kind=\"unreadable\"}"))
          .isEqualTo(before + 1);
    }
  }

  @Test
  void heartBeatsComeWhileNothingHappens() {
    try (EventClient client = gateway.follow(workspace)) {
      await().atMost(Duration.ofSeconds(20)).until(() -> client.heartBeats() >= 3);
      assertThat(client.lastEventId()).matches("@[0-9a-z]+\\.0\\.\\d+");
      assertThat(client.hasEvents()).isFalse();
    }
  }

  @Test
  void nothingOnTheWayIsToHoldEventsBack() {
    try (EventClient client = gateway.follow(workspace)) {
      assertThat(client.header("Content-Type")).isEqualTo("text/event-stream");
      assertThat(client.header("Cache-Control")).isEqualTo("no-store, no-transform");
      assertThat(client.header("X-Accel-Buffering")).isEqualTo("no");
      assertThat(client.header("Content-Encoding")).isEmpty();
      assertThat(client.header("Content-Length")).isEmpty();
    }
  }

  @Test
  void aQuestionForTheHeadersAloneIsNoStream() {
    gateway
        .gateway()
        .withToken(gateway.token(workspace))
        .head()
        .uri("/api/whatsapp/events")
        .exchange()
        .expectStatus()
        .isOk();
  }

  @Test
  void aTokenInTheAddressIsNotLookedAt() {
    gateway
        .gateway()
        .api()
        .get()
        .uri("/api/whatsapp/events?token={t}&access_token={t}", gateway.token(workspace), "x")
        .exchange()
        .expectStatus()
        .isUnauthorized();
  }

  @Test
  void whoWantsAnotherTypeIsToldThatThereIsNone() {
    gateway
        .gateway()
        .withToken(gateway.token(workspace))
        .get()
        .uri("/api/whatsapp/events")
        .header(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE)
        .exchange()
        .expectStatus()
        .isEqualTo(406)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("not_acceptable");
  }

  private static JsonNode json(String text, Object... values) {
    return JsonMapper.shared().readTree(text.replace('\'', '"').formatted(values));
  }
}
