package io.awfar.gateway.message;

import static io.awfar.gateway.SharedGateway.DATABASE;
import static io.awfar.gateway.SharedGateway.GATEWAY;
import static io.awfar.gateway.Stage.OWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.Sql;
import io.awfar.gateway.Stage;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class MessagePageTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");

  private final UUID chat = Stage.chat(OWN, NOON);

  @Test
  void pagesGoThroughEqualTimestampsWithoutLossOrRepeat() {
    Set<String> written = new HashSet<>();
    for (int i = 0; i < 23; i++) {
      // Runs of ten share a timestamp, and pages of four end in the middle of them.
      UUID message = Stage.message(OWN, chat, "inbound", NOON.minusSeconds(i / 10));
      written.add(message.toString());
    }

    List<String> read = new ArrayList<>();
    String before = "";
    boolean more = true;
    while (more) {
      Map<String, Object> page = body(get("?limit=4" + before));
      data(page).forEach(message -> read.add((String) message.get("id")));
      more = (boolean) pagination(page).get("hasMore");
      assertThat(pagination(page).containsKey("nextBefore")).isEqualTo(more);
      before = "&before=" + pagination(page).get("nextBefore");
    }

    assertThat(read).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(written);
  }

  @Test
  void messagesComeNewestFirstAndFiftyUnlessToldOtherwise() {
    for (int i = 0; i < 51; i++) {
      Stage.message(OWN, chat, "inbound", NOON.minusSeconds(i % 7));
    }

    Map<String, Object> page = body(get(""));

    assertThat(data(page)).hasSize(50);
    assertThat(data(page).stream().map(message -> (String) message.get("createdAt")))
        .isSortedAccordingTo((a, b) -> Instant.parse(b).compareTo(Instant.parse(a)));
    assertThat(pagination(page))
        .containsEntry("limit", 50)
        .containsEntry("offset", 0)
        .containsEntry("count", 50)
        .containsEntry("hasMore", true);
  }

  @Test
  void anOffsetSkipsTheNewest() {
    Stage.message(OWN, chat, "inbound", NOON);
    UUID older = Stage.message(OWN, chat, "inbound", NOON.minusSeconds(1));

    assertThat(ids(body(get("?offset=1")))).containsExactly(older.toString());
    assertThat(ids(body(get("?offset=2")))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-22T12:00:00.123456Z",
        "2026-11-22T15:00:00.123456+03:00",
        "2026-11-22T15:00:00.123456%2B03:00"
      })
  void aTimestampOfAnyOffsetGivesOnlyWhatIsOlder(String before) {
    Stage.message(OWN, chat, "inbound", NOON);
    UUID older = Stage.message(OWN, chat, "inbound", NOON.minusNanos(1000));

    assertThat(ids(body(get("?before=" + before)))).containsExactly(older.toString());
  }

  @Test
  void aTotalIsToldOnRequestWhateverThePage() {
    for (int i = 0; i < 3; i++) {
      Stage.message(OWN, chat, "inbound", NOON.minusSeconds(i));
    }

    assertThat(pagination(body(get("?limit=1&offset=1&total=true"))))
        .containsEntry("count", 1)
        .containsEntry("total", 3)
        .containsEntry("totalIsExact", true);
    assertThat(pagination(body(get("?total=true&before=2000-01-01T00:00:00Z"))))
        .containsEntry("count", 0)
        .containsEntry("total", 3);
    assertThat(pagination(body(get("?total=false")))).doesNotContainKeys("total", "totalIsExact");
    assertThat(pagination(body(get("")))).doesNotContainKeys("total", "totalIsExact");
  }

  @Test
  void moreThanTenThousandMessagesAreNotCountedOut() {
    Sql.run(
        DATABASE,
        """
        insert into messages (id, owner_id, chat_id, created_at, received_at, channel_id,
          wa_message_id, direction, type)
        select gen_random_uuid(), ?, ?, now(), now(), '1055', 'total.' || n, 'inbound', 'text'
        from generate_series(1, 10001) n
        """,
        OWN,
        chat);

    assertThat(pagination(body(get("?limit=1&total=true"))))
        .containsEntry("total", 10_000)
        .containsEntry("totalIsExact", false);
  }

  @Test
  void anEmptyChatHasATotalOfNone() {
    assertThat(pagination(body(get("?total=true")))).containsEntry("total", 0);
  }

  @Test
  void anEmptyChatIsAnEmptyPage() {
    assertThat(data(body(get("")))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "100"})
  void limitsFromOneToAHundredAreAccepted(String limit) {
    get("?limit=" + limit).expectStatus().isOk();
  }

  @Test
  void everyBadParameterIsToldInOneAnswer() {
    get("?limit=101&offset=-1&before=yesterday")
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("validation_failed")
        .jsonPath("$.violations[?(@.field=='limit')].code")
        .isEqualTo("range")
        .jsonPath("$.violations[?(@.field=='offset')].code")
        .isEqualTo("range")
        .jsonPath("$.violations[?(@.field=='before')].code")
        .isEqualTo("timestamp");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=ten",
        "limit=99999999999999",
        "offset=100001",
        "before=2026-13-22",
        "total=yes",
        "before=-999999999-01-01T00:00:00Z",
        "before=2026-11-22T12:00:00Z,not-an-id"
      })
  void outOfBoundsIsRefused(String query) {
    get("?" + query)
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("validation_failed");
  }

  @Test
  void aChatOfAnotherWorkspaceAndOneThatDoesNotExistLookTheSame() {
    UUID other = UUID.randomUUID();
    UUID foreign = Stage.chat(other, NOON);
    Stage.message(other, foreign, "inbound", NOON);

    assertNoChat(foreign);
    assertNoChat(UUID.randomUUID());
  }

  @Test
  void theStatusOfAnOutboundMessageIsTheHighestAndNotTheLast() {
    UUID message = Stage.message(OWN, chat, "outbound", NOON);
    Stage.status(OWN, message, 70, "read");
    Stage.status(OWN, message, 40, "sent");
    Stage.status(OWN, message, 60, "delivered");

    assertThat(data(body(get(""))).getFirst()).containsEntry("status", "read");
  }

  @Test
  void aMessageThatFailedTellsWhyAndOneThatArrivedDoesNot() {
    UUID message = Stage.message(OWN, chat, "outbound", NOON);
    Stage.status(OWN, message, 50, "failed");
    assertThat(data(body(get(""))).getFirst())
        .containsEntry("status", "failed")
        .containsEntry("error", null);

    Sql.run(
        DATABASE,
        "update message_statuses set error_code = 131047, error_title = ?, error_details = ?"
            + " where wa_message_id = ?",
        "Re-engagement \"message\"",
        "More than 24 hours have passed",
        "wamid." + message);
    Map<String, Object> failed = data(body(get(""))).getFirst();
    assertThat(failed)
        .containsEntry("status", "failed")
        .containsEntry(
            "error",
            Map.of(
                "code",
                131047,
                "title",
                "Re-engagement \"message\"",
                "details",
                "More than 24 hours have passed"));
    assertThat(((Map<?, ?>) failed.get("error")).keySet()).isEqualTo(members(MessageError.class));

    Stage.status(OWN, message, 60, "delivered");
    assertThat(data(body(get(""))).getFirst())
        .containsEntry("status", "delivered")
        .containsEntry("error", null);
  }

  @Test
  void theStatusOfAnotherWorkspaceIsNotShown() {
    UUID message = Stage.message(OWN, chat, "outbound", NOON);
    Stage.status(UUID.randomUUID(), message, 70, "read");

    assertThat(data(body(get(""))).getFirst().get("status")).isNull();
  }

  @Test
  void aSendThatWhatsAppHasNoIdForIsQueuedUntilAStatusUnderItsOwnIdSaysMore() {
    UUID message = Stage.message(OWN, chat, "outbound", NOON);
    Sql.run(DATABASE, "update messages set wa_message_id = null where id = ?", message);

    assertThat(data(body(get(""))).getFirst())
        .containsEntry("status", "queued")
        .containsEntry("waMessageId", null);

    Stage.status(OWN, message, 30, "unconfirmed");
    Sql.run(
        DATABASE,
        "update message_statuses set wa_message_id = ? where wa_message_id = ?",
        message.toString(),
        "wamid." + message);

    assertThat(data(body(get(""))).getFirst()).containsEntry("status", "unconfirmed");
  }

  @Test
  void anInboundMessageShowsItsFileBeforeAndAfterItIsStored() {
    UUID message = Stage.message(OWN, chat, "inbound", NOON);
    Sql.run(
        DATABASE,
        "update messages set type = 'image', media_id = '77', mime_type = 'image/jpeg', "
            + "file_name = 'a.jpg' where id = ?",
        message);
    assertThat(media().keySet()).isEqualTo(members(MessageMedia.class));
    assertThat(media())
        .containsEntry("status", "pending")
        .containsEntry("mimeType", "image/jpeg")
        .containsEntry("fileName", "a.jpg");

    Sql.run(
        DATABASE,
        "insert into media (owner_id, message_id, occurred_at, size_bytes, outcome, mime_type,"
            + " object_key, thumbnail_key, width_pixels, height_pixels, duration_millis) values (?,"
            + " ?, now(), 1234, 'stored', 'image/png', 'o/h', 'o/h.thumbnail', 640, 480, 9)",
        OWN,
        message);
    assertThat(media())
        .containsEntry("status", "stored")
        .containsEntry("mimeType", "image/png")
        .containsEntry("sizeBytes", 1234)
        .containsEntry("path", "o/h")
        .containsEntry("thumbnailPath", "o/h.thumbnail")
        .containsEntry("widthPixels", 640)
        .containsEntry("heightPixels", 480)
        .containsEntry("durationMillis", 9);
  }

  @Test
  void aMessageHasAllThatWasReceived() {
    UUID message = Stage.message(OWN, chat, "inbound", NOON);
    Sql.run(
        DATABASE,
        "update messages set type = 'location', body = null, reply_to = 'wamid.before', "
            + "content = '{\"location\":{\"latitude\":15.35},\"received\":{\"a\":\"\\u0000\"}}' "
            + "where id = ?",
        message);

    Map<String, Object> shown = data(body(get(""))).getFirst();

    assertThat(shown.keySet()).isEqualTo(members(Message.class));
    assertThat(shown)
        .containsEntry("id", message.toString())
        .containsEntry("chatId", chat.toString())
        .containsEntry("waMessageId", "wamid." + message)
        .containsEntry("direction", "inbound")
        .containsEntry("type", "location")
        .containsEntry("replyTo", "wamid.before")
        .containsEntry("createdAt", NOON.toString())
        .containsEntry(
            "content", Map.of("location", Map.of("latitude", 15.35), "received", Map.of("a", "\0")))
        .containsEntry("body", null)
        .containsEntry("media", null);
  }

  @Test
  void whatPeopleWroteArrivesAsTheyWroteIt() {
    UUID message = Stage.message(OWN, chat, "inbound", NOON);
    String odd = "\"}],\\ \t\r\n\u0001 سلام \uD83D\uDE00 </script> %s ', null";
    Sql.run(
        DATABASE,
        "update messages set type = ?, body = ?, reply_to = ?, wa_message_id = ? where id = ?",
        odd,
        odd,
        odd,
        odd,
        message);

    assertThat(data(body(get(""))).getFirst())
        .containsEntry("type", odd)
        .containsEntry("body", odd)
        .containsEntry("replyTo", odd)
        .containsEntry("waMessageId", odd);
  }

  private static Set<String> members(Class<? extends Record> described) {
    return Arrays.stream(described.getRecordComponents())
        .map(RecordComponent::getName)
        .collect(Collectors.toSet());
  }

  private void assertNoChat(UUID id) {
    GATEWAY
        .signedInApi()
        .get()
        .uri("/api/whatsapp/chats/{id}/messages", id)
        .exchange()
        .expectStatus()
        .isNotFound()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("chat_not_found");
  }

  private ResponseSpec get(String query) {
    return GATEWAY
        .signedInApi()
        .get()
        .uri(URI.create(GATEWAY.url() + "/api/whatsapp/chats/" + chat + "/messages" + query))
        .exchange();
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> media() {
    return (Map<String, Object>) data(body(get(""))).getFirst().get("media");
  }

  private static Map<String, Object> body(ResponseSpec answer) {
    return answer
        .expectStatus()
        .isOk()
        .expectBody(new ParameterizedTypeReference<Map<String, Object>>() {})
        .returnResult()
        .getResponseBody();
  }

  private static List<String> ids(Map<String, Object> page) {
    return data(page).stream().map(message -> (String) message.get("id")).toList();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> data(Map<String, Object> page) {
    return (List<Map<String, Object>>) page.get("data");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> pagination(Map<String, Object> page) {
    return (Map<String, Object>) page.get("pagination");
  }
}
