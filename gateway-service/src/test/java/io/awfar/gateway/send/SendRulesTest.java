package io.awfar.gateway.send;

import static io.awfar.gateway.send.SendGateway.OWN;
import static io.awfar.gateway.send.SendGateway.accepted;
import static io.awfar.gateway.send.SendGateway.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.channel.PlayedWhatsApp;
import io.awfar.schemas.topic.Topic;
import io.awfar.schemas.topic.Topics;
import io.awfar.testservers.TestKafka;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import tools.jackson.databind.JsonNode;

/// All that others ever wrote to the topics of what comes in has been read, as far as their readers
/// say.
class SendRulesTest {

  private static final SendGateway GATEWAY = SendGateway.shared();

  /// Each row of a table has a number of its own, since what is asked of one is remembered.
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private static final String TEMPLATE =
      "'template':{'name':'order_update','language':{'code':'ar'}}}";

  @BeforeAll
  static void makeTopics() throws Exception {
    List<NewTopic> topics =
        List.of(
            Topics.RAW_EVENTS.newTopic((short) 1),
            Topics.MESSAGES.newTopic((short) 1),
            Topics.CHANNEL_EVENTS.newTopic((short) 1));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestKafka.bootstrapServers()))) {
      for (NewTopic topic : topics) {
        try {
          admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
          assertThat(e).hasCauseInstanceOf(TopicExistsException.class);
        }
      }
      CommittedEnds.of(admin, "dedup-stream", Topics.RAW_EVENTS);
      for (Topic<?> stored : List.of(Topics.MESSAGES, Topics.CHANNEL_EVENTS)) {
        CommittedEnds.of(admin, "persistence-service." + stored.name(), stored);
      }
    }
  }

  @Test
  void oneDayAfterTheLastMessageOnlyTemplatesAreSentAndMarksAsRead() {
    Instant closed = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.SECONDS);
    UUID chat = GATEWAY.chat("7201", "967777000201", "967777000201", null, closed);
    GATEWAY.message(chat, "wamid.7201", "inbound");

    JsonNode problem =
        refusal(GATEWAY.send("{'chatId':'" + chat + "','text':'a'}"), 409, "window_closed");
    assertThat(Instant.parse(problem.path("windowClosedAt").asString())).isEqualTo(closed);
    refusal(
        GATEWAY.send("{'channelId':'7201','to':'967777000201','text':'a'}"), 409, "window_closed");
    refusal(
        GATEWAY.send(
            "{'chatId':'" + chat + "','reaction':{'message_id':'wamid.7201','emoji':'x'}}"),
        409,
        "window_closed");
    accepted(GATEWAY.send("{'chatId':'" + chat + "'," + TEMPLATE));
    accepted(GATEWAY.send("{'chatId':'" + chat + "','read':{'message_id':'wamid.7201'}}"));
  }

  @Test
  void aCallOfTheLastDayMayHaveOpenedTheWindow() {
    Instant closed = Instant.now().minusSeconds(60);
    UUID chat = GATEWAY.chat("7206", "967777000206", "967777000206", null, closed);
    String text = "{'chatId':'" + chat + "','text':'a'}";
    call("7206", "967777000206", Instant.now().minus(Duration.ofHours(25)));
    call("7206", "9677770002061", Instant.now());
    refusal(GATEWAY.send(text), 409, "window_closed");

    call("7206", "967777000206", Instant.now().minus(Duration.ofHours(23)));

    accepted(GATEWAY.send(text));
  }

  private static void call(String channel, String from, Instant at) {
    GATEWAY.sql(
        """
        insert into channel_events (id, owner_id, received_at, channel_id, business_account_id,
          field, content)
        values (gen_random_uuid(), ?, ?, ?, '1', 'calls', ?::json)
        """,
        OWN,
        at.atOffset(ZoneOffset.UTC),
        channel,
        "{\"calls\":[{\"from\":\"" + from + "\",\"event\":\"connect\"}]}");
  }

  @Test
  void aWindowThatWasNeverOpenIsLeftToWhatsApp() {
    UUID chat = GATEWAY.chat("7202", "967777000202", "967777000202", null, null);

    accepted(GATEWAY.send("{'chatId':'" + chat + "','text':'a'}"));
  }

  @ParameterizedTest
  @CsvSource({
    "APPROVED, 202, ''",
    "FLAGGED, 202, ''",
    "SOMETHING_NEW, 202, ''",
    "REJECTED, 422, template_not_approved",
    "PAUSED, 422, template_not_approved",
    "DISABLED, 422, template_not_approved",
    "PENDING, 422, template_not_approved",
    "DELETED, 422, template_unknown",
    "PENDING_DELETION, 422, template_unknown"
  })
  void aTemplateIsRefusedIfWhatBecameOfItAtLastForbidsIt(String event, int status, String code) {
    createChannel("7203");
    GATEWAY.sql("delete from channel_events where owner_id = ?", OWN);
    templateEvent(
        "17203", "order_update", "ar", event.equals("APPROVED") ? "PAUSED" : "APPROVED", 1);
    templateEvent("17203", "order_update", "ar", event, 2);
    // Those of another language, name and account.
    templateEvent("17203", "order_update", "en", "REJECTED", 3);
    templateEvent("17203", "order", "ar", "REJECTED", 3);
    templateEvent("99", "order_update", "ar", "REJECTED", 3);

    var answer = GATEWAY.send("{'channelId':'7203','to':'967777000203'," + TEMPLATE);

    if (status == 202) {
      accepted(answer);
    } else {
      refusal(answer, status, code);
    }
  }

  @Test
  void whatBecameOfATemplateAtLastIsWhatHappenedLastAndNotWhatWasToldLast() {
    createChannel("7207");
    String order = "{'channelId':'7207','to':'967777000207'," + TEMPLATE;
    templateEvent("17207", "order_update", "ar", "APPROVED", 5, 4L);
    templateEvent("17207", "order_update", "ar", "PAUSED", 9, 2L);
    accepted(GATEWAY.send(order));

    // One that does not say when it happened did so when it was received.
    templateEvent("17207", "order_update", "ar", "REJECTED", 8, null);
    refusal(GATEWAY.send(order), 422, "template_not_approved");

    // Of the same second, what was told later.
    templateEvent("17207", "order_update", "ar", "APPROVED", 10, 8L);
    accepted(GATEWAY.send(order));
  }

  @Test
  void aTemplateThatNothingWasToldOfIsLeftToWhatsAppIfTheNumberHasNoTokenOfItsOwn() {
    createChannel("7204");

    accepted(GATEWAY.send("{'channelId':'7204','to':'967777000204'," + TEMPLATE));
  }

  @ParameterizedTest
  @CsvSource({
    "'', 422, template_unknown",
    "order_update en APPROVED, 422, template_unknown",
    "order_update_2 ar APPROVED, 422, template_unknown",
    "order_update ar PENDING, 422, template_not_approved",
    "order_update ar DISABLED, 422, template_not_approved",
    "order_update ar APPROVED, 202, ''"
  })
  void aTemplateThatNothingWasToldOfIsLookedUpInWhatsAppsList(
      String listed, int status, String code) {
    String number = "720810" + NUMBERS.incrementAndGet();
    createChannel(number, "access-token-of-" + number);
    list(number, listed);

    var answer = GATEWAY.send("{'channelId':'" + number + "','to':'967777000208'," + TEMPLATE);

    if (status == 202) {
      accepted(answer);
    } else {
      refusal(answer, status, code);
    }
    assertThat(PlayedWhatsApp.SHARED.questions())
        .filteredOn(asked -> asked.startsWith("1" + number + "/message_templates"))
        .containsExactly(
            "1"
                + number
                + "/message_templates?fields=name,language,status&name=order_update&limit=100");
  }

  @Test
  void aTemplateThatWhatsAppsListDoesNotTellOfForSureIsLeftToWhatsApp() {
    String number = "72082";
    createChannel(number, "access-token-of-" + number);
    String order = "{'channelId':'" + number + "','to':'967777000208'," + TEMPLATE;

    PlayedWhatsApp.SHARED.play(
        "1" + number + "/message_templates", 200, "{\"data\":[],\"paging\":{\"next\":\"x\"}}");
    accepted(GATEWAY.send(order));
  }

  @ParameterizedTest
  @CsvSource({
    "REJECTED, order_update ar APPROVED, 202, ''",
    "PAUSED, order_update ar APPROVED, 202, ''",
    "DISABLED, order_update ar APPROVED, 202, ''",
    "DELETED, order_update ar APPROVED, 202, ''",
    "DELETED, order_update en APPROVED, 422, template_unknown",
    "PAUSED, order_update ar PAUSED, 422, template_not_approved",
    "REJECTED, order_update ar IN_APPEAL, 422, template_not_approved"
  })
  void aTemplateThatTheLastEventForbidsIsSentIfWhatsAppListsItAsApproved(
      String event, String listed, int status, String code) {
    String number = "720850" + NUMBERS.incrementAndGet();
    createChannel(number, "access-token-of-" + number);
    templateEvent("1" + number, "order_update", "ar", event, 1);
    list(number, listed);

    var answer = GATEWAY.send("{'channelId':'" + number + "','to':'967777000208'," + TEMPLATE);

    if (status == 202) {
      accepted(answer);
    } else {
      refusal(answer, status, code);
    }
  }

  @Test
  void aTemplateThatTheLastEventForbidsIsRefusedWhereWhatsAppCannotBeAsked() {
    String number = "72086";
    createChannel(number, "access-token-of-" + number);
    templateEvent("1" + number, "order_update", "ar", "PAUSED", 1);
    PlayedWhatsApp.SHARED.play("1" + number + "/message_templates", 401, PlayedWhatsApp.error(190));

    refusal(
        GATEWAY.send("{'channelId':'" + number + "','to':'967777000208'," + TEMPLATE),
        422,
        "template_not_approved");
  }

  @Test
  void whereWhatsAppDoesNotAnswerTemplatesAreSentAndItIsNotAskedForEach() {
    String number = "72083";
    createChannel(number, "access-token-of-" + number);
    PlayedWhatsApp.SHARED.playNothing("1" + number + "/message_templates");
    String order = "{'channelId':'" + number + "','to':'967777000208'," + TEMPLATE;

    accepted(GATEWAY.send(order));
    accepted(GATEWAY.send(order.replace("order_update", "another")));

    assertThat(PlayedWhatsApp.SHARED.questions())
        .filteredOn(asked -> asked.startsWith("1" + number + "/message_templates"))
        .hasSize(1);
  }

  @Test
  void aTemplateThatNoEventForbidsIsNotLookedUp() {
    String number = "72084";
    createChannel(number, "access-token-of-" + number);
    list(number, "");
    templateEvent("1" + number, "order_update", "ar", "APPROVED", 1);

    accepted(GATEWAY.send("{'channelId':'" + number + "','to':'967777000208'," + TEMPLATE));

    assertThat(PlayedWhatsApp.SHARED.questions())
        .noneMatch(asked -> asked.startsWith("1" + number + "/message_templates"));
  }

  /// @param template name, language and state of the one in the list; empty for none
  private static void list(String number, String template) {
    String[] parts = template.split(" ");
    String listed =
        template.isEmpty()
            ? ""
            : "{\"id\":\"1\",\"name\":\"%s\",\"language\":\"%s\",\"status\":\"%s\"}"
                .formatted((Object[]) parts);
    PlayedWhatsApp.SHARED.play(
        "1" + number + "/message_templates", 200, "{\"data\":[" + listed + "]}");
  }

  @Test
  void aFileThatWhatsAppHasNotOrNoLongerIsNotSent() {
    UUID chat = GATEWAY.openChat("7205", "967777000205");
    media("m-lost", "expired", "missing", Duration.ofDays(1));
    media("m-over", "expired", "expired", Duration.ofDays(1));
    media("m-old", "stored", null, Duration.ofDays(8));
    media("m-young", "stored", null, Duration.ofDays(6));
    media("m-broken", "failed", "too-large", Duration.ofDays(1));

    JsonNode lost = refusal(image(chat, "m-lost"), 422, "media_unknown");
    refusal(image(chat, "m-over"), 422, "media_expired");
    refusal(image(chat, "m-old"), 422, "media_expired");
    for (String id : new String[] {"m-young", "m-broken", "uploaded-elsewhere"}) {
      accepted(image(chat, id));
    }

    assertThat(lost.at("/violations/0/field").asString()).isEqualTo("image.id");
  }

  private static EntityExchangeResult<byte[]> image(UUID chat, String id) {
    return GATEWAY.send("{'chatId':'" + chat + "','image':{'id':'" + id + "'}}");
  }

  private static void media(String id, String outcome, String reason, Duration ago) {
    GATEWAY.sql(
        """
        insert into media (owner_id, message_id, occurred_at, outcome, reason, media_id)
        values (?, ?, ?, ?, ?, ?)
        """,
        OWN,
        UUID.randomUUID(),
        Instant.now().minus(ago).atOffset(ZoneOffset.UTC),
        outcome,
        reason,
        id);
  }

  private static void templateEvent(
      String account, String name, String language, String event, int second) {
    templateEvent(account, name, language, event, second, null);
  }

  /// @param happened null if it is not told
  private static void templateEvent(
      String account,
      String name,
      String language,
      String event,
      long received,
      @Nullable Long happened) {
    GATEWAY.sql(
        """
        insert into channel_events (id, owner_id, received_at, occurred_at, channel_id,
          business_account_id, field, content)
        values (gen_random_uuid(), ?, to_timestamp(?::bigint), to_timestamp(?::bigint), ?, ?,
          'message_template_status_update', ?::json)
        """,
        OWN,
        received,
        happened,
        account,
        account,
        """
        {"event":"%s","message_template_name":"%s","message_template_language":"%s"}
        """
            .formatted(event, name, language));
  }

  private static void createChannel(String id) {
    createChannel(id, null);
  }

  /// @param accessToken null for none of its own
  private static void createChannel(String id, @Nullable String accessToken) {
    String token = accessToken == null ? "" : ",\"accessToken\":\"" + accessToken + "\"";
    GATEWAY
        .as("admin", OWN)
        .post()
        .uri("/api/whatsapp/channels")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(
            """
            {"id":"%s","businessAccountId":"1%s","name":"Sales"%s}
            """
                .formatted(id, id, token))
        .exchange()
        .expectStatus()
        .value(status -> assertThat(status).isIn(201, 409));
  }
}
