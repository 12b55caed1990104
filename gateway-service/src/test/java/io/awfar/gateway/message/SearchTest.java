package io.awfar.gateway.message;

import static io.awfar.gateway.SharedGateway.DATABASE;
import static io.awfar.gateway.SharedGateway.GATEWAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.RunningGateway;
import io.awfar.gateway.Sql;
import io.awfar.gateway.Stage;
import io.awfar.testservers.TestPostgres;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class SearchTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  /// A workspace of this test's own, so that it finds what it wrote and nothing else.
  private final UUID workspace = UUID.randomUUID();

  private final UUID chat = Stage.chat(workspace, NOON);
  private WebTestClient api;

  @BeforeEach
  void signInToTheWorkspace() {
    String email = workspace + "@example.com";
    Sql.run(DATABASE, "insert into workspaces (id, name) values (?, 'Other')", workspace);
    Sql.run(
        DATABASE,
        """
        insert into users (workspace_id, email, name, role, password_hash)
        select ?, ?, 'Agent', 'agent', password_hash from users limit 1
        """,
        workspace,
        email);
    api = GATEWAY.withToken(GATEWAY.signIn(email, RunningGateway.PASSWORD));
  }

  private UUID text(long second, String body) {
    return Stage.text(workspace, chat, "inbound", NOON.plusSeconds(second), body);
  }

  private ResponseSpec get(String words, String more) {
    return get(api, words, more);
  }

  private static ResponseSpec get(WebTestClient client, String words, String more) {
    return client
        .get()
        .uri(uri -> uri.path("/api/whatsapp/search").query("q={q}" + more).build(words))
        .exchange();
  }

  private Map<String, Object> page(String words, String more) {
    return page(get(words, more));
  }

  private static Map<String, Object> page(ResponseSpec answer) {
    return answer
        .expectStatus()
        .isOk()
        .expectBody(new ParameterizedTypeReference<Map<String, Object>>() {})
        .returnResult()
        .getResponseBody();
  }

  @SuppressWarnings("unchecked")
  private static List<String> bodies(Map<String, Object> page) {
    return ((List<Map<String, Object>>) page.get("data"))
        .stream().map(message -> (String) message.get("body")).toList();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> pagination(Map<String, Object> page) {
    return (Map<String, Object>) page.get("pagination");
  }

  private List<String> found(String words) {
    return bodies(page(words, ""));
  }

  private void assertRefused(String words, String more, String field) {
    get(words, more)
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("validation_failed")
        .jsonPath("$.violations[0].field")
        .isEqualTo(field);
  }

  @Test
  void messagesAreFoundByTheirWordsTheNewestFirst() {
    text(1, "أين طلبي؟");
    text(2, "Where is my Café order");
    text(3, "طلبٌ جديد");

    assertThat(found("طلب")).containsExactly("طلبٌ جديد", "أين طلبي؟");
    assertThat(found("cafe")).containsExactly("Where is my Café order");
    assertThat(found("order where")).containsExactly("Where is my Café order");
    assertThat(found("order when")).isEmpty();
  }

  @Test
  void anAnswerHasThePageAndTheMessagesOfTheList() {
    UUID message = text(1, "one of a kind");

    get("kind", "")
        .expectBody()
        .jsonPath("$.data[0].id")
        .isEqualTo(message.toString())
        .jsonPath("$.data[0].chatId")
        .isEqualTo(chat.toString())
        .jsonPath("$.pagination.limit")
        .isEqualTo(50)
        .jsonPath("$.pagination.count")
        .isEqualTo(1)
        .jsonPath("$.pagination.hasMore")
        .isEqualTo(false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&chatId="})
  void pagesGoThroughAllThatIsFoundWithoutLossOrRepeat(String more) {
    for (int i = 0; i < 11; i++) {
      text(i / 3, "needle " + i);
      text(i / 3, "hay " + i);
    }
    String where = more.isEmpty() ? "" : more + chat;

    List<String> read = new ArrayList<>();
    String before = "";
    boolean goesOn = true;
    while (goesOn) {
      Map<String, Object> page = page("needle", "&limit=3" + where + before);
      read.addAll(bodies(page));
      goesOn = (boolean) pagination(page).get("hasMore");
      before = "&before=" + pagination(page).get("nextBefore");
    }

    assertThat(read).hasSize(11).doesNotHaveDuplicates();
  }

  @Test
  void aWorkspaceFindsNothingOfAnother() {
    UUID other = UUID.randomUUID();
    UUID foreign = Stage.chat(other, NOON);
    Stage.text(other, foreign, "inbound", NOON, "secret");

    assertThat(found("secret")).isEmpty();
    get("secret", "&chatId=" + foreign)
        .expectStatus()
        .isNotFound()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("chat_not_found");
    get("secret", "&chatId=" + UUID.randomUUID()).expectStatus().isNotFound();
  }

  @Test
  void aSearchInAChatFindsNothingOfOtherChats() {
    UUID another = Stage.chat(workspace, NOON);
    text(1, "needle here");
    Stage.text(workspace, another, "inbound", NOON, "needle there");

    assertThat(bodies(page("needle", "&chatId=" + chat))).containsExactly("needle here");
    UUID old = UUID.randomUUID();
    Sql.run(
        DATABASE,
        "insert into chat_aliases (id, chat_id, owner_id) values (?, ?, ?)",
        old,
        another,
        workspace);
    assertThat(bodies(page("needle", "&chatId=" + old))).containsExactly("needle there");
  }

  @Test
  void whatWasRevokedIsNotFoundAnyMoreNorWhatAnEditTookAway() {
    UUID revoked = text(1, "needle one");
    Stage.change(workspace, chat, revoked, "revoke", null, NOON.plusSeconds(5));
    UUID edited = text(2, "needle two");
    Stage.change(workspace, chat, edited, "edit", "thread two", NOON.plusSeconds(6));

    assertThat(found("needle")).isEmpty();
    // The edit itself is a message.
    assertThat(found("thread")).containsExactly("thread two");
  }

  @Test
  void reactionsAreNotFound() {
    UUID message = text(1, "look");
    Stage.change(workspace, chat, message, "reaction", "needle", NOON.plusSeconds(5));

    assertThat(found("needle")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"'", "order' | 'x", "a & !b", "((((", "\\", "order:*", "%_", "<->"})
  void operatorsOfTheDatabaseAreNone(String words) {
    text(1, "nothing of it");

    get(words, "")
        .expectStatus()
        .value(status -> assertThat(status).isIn(200, 400))
        .expectBody(String.class)
        .value(body -> assertThat(body).doesNotContain("nothing of it"));
  }

  @Test
  void aQueryThatSaysNothingOrTooMuchIsRefused() {
    assertRefused("", "", "q");
    assertRefused("   ", "", "q");
    assertRefused("؟!... 😀", "", "q");
    assertRefused("a".repeat(201), "", "q");
    assertRefused("ع".repeat(400), "", "q");
    assertRefused("a\0b", "", "q");
    assertRefused("a", "&chatId=1-1-1-1-1", "chatId");
    assertRefused("a", "&limit=101", "limit");
    assertRefused("a", "&before=yesterday", "before");
    assertRefused("a", "&offset=1", "offset");
    assertRefused("a", "&total=true", "total");
    api.get().uri("/api/whatsapp/search").exchange().expectStatus().isBadRequest();
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    get("", "&limit=0&chatId=x&before=y")
        .expectBody()
        .jsonPath("$.violations.length()")
        .isEqualTo(4);
  }

  @Test
  void aCommonWordIsFoundAmongTheNewestAndReadingGoesOnWhereItEnded() {
    try (RunningGateway bounded =
        RunningGateway.ready(
            DATABASE,
            "--AWFAR_GATEWAY_SEARCH_CANDIDATES_MAX=100",
            "--AWFAR_GATEWAY_SEARCH_SCANNED_MAX=100")) {
      WebTestClient client =
          bounded.withToken(bounded.signIn(workspace + "@example.com", RunningGateway.PASSWORD));
      many(DATABASE, workspace, chat, 1_000);

      List<String> read = new ArrayList<>();
      String before = "";
      int pages = 0;
      boolean goesOn = true;
      while (goesOn) {
        Map<String, Object> page = page(get(client, "common", "&limit=60" + before));
        // Half of the hundred that are read, until few enough are left for the index.
        assertThat(bodies(page).size()).isLessThanOrEqualTo(60);
        read.addAll(bodies(page));
        goesOn = (boolean) pagination(page).get("hasMore");
        before = "&before=" + pagination(page).get("nextBefore");
        pages++;
      }

      assertThat(read).hasSize(500).doesNotHaveDuplicates().startsWith("common 1000");
      assertThat(pages).isBetween(9, 15);
    }
  }

  @Test
  void wordsThatTakeTooLongToLookUpAreFoundAmongTheNewest() {
    many(DATABASE, workspace, chat, 30_000);
    try (RunningGateway hasty =
        RunningGateway.ready(
            DATABASE,
            "--AWFAR_GATEWAY_SEARCH_CANDIDATES_MAX=1000000",
            "--AWFAR_GATEWAY_SEARCH_CANDIDATES_TIME_MAX=10ms")) {
      WebTestClient client =
          hasty.withToken(hasty.signIn(workspace + "@example.com", RunningGateway.PASSWORD));

      Map<String, Object> page = page(get(client, "common", "&limit=2"));
      String next = (String) pagination(page).get("nextBefore");
      Map<String, Object> second = page(get(client, "common", "&limit=2&before=" + next));

      assertThat(bodies(page)).containsExactly("common 30000", "common 29998");
      assertThat(next).endsWith(",newest");
      assertThat(bodies(second)).containsExactly("common 29996", "common 29994");
    }
  }

  @Test
  void aSearchAnswersWithWhatItHasWhenItsTimeIsUp() {
    many(DATABASE, workspace, chat, 30_000);
    try (RunningGateway hasty =
        RunningGateway.ready(
            DATABASE,
            "--AWFAR_GATEWAY_SEARCH_SCANNED_MAX=30000",
            "--AWFAR_GATEWAY_SEARCH_TIME_MAX=10ms")) {
      WebTestClient client =
          hasty.withToken(hasty.signIn(workspace + "@example.com", RunningGateway.PASSWORD));

      // In its chat, where all would have to be read one by one to find that it is nowhere.
      Map<String, Object> page = page(get(client, "nowhere", "&chatId=" + chat));

      assertThat(bodies(page)).isEmpty();
      assertThat(pagination(page)).containsEntry("hasMore", true).containsKey("nextBefore");
    }
  }

  private static void many(TestPostgres.Database database, UUID workspace, UUID chat, int rows) {
    Sql.run(
        database,
        """
        insert into messages (id, owner_id, chat_id, created_at, received_at, channel_id,
          wa_message_id, direction, type, body)
        select (lpad(to_hex(1760000000000 + n * 1000), 12, '0') || '8000'
            || substr(md5(n || ?), 1, 16))::uuid,
          ?, ?, to_timestamp(1760000000 + n), now(), '1055', 'common.' || n || ?, 'inbound',
          'text', case when n % 2 = 0 then 'common ' || n else 'other ' || n end
        from generate_series(1, ?) n
        """,
        workspace.toString(),
        workspace,
        chat,
        workspace.toString(),
        rows);
  }

  @Test
  void withoutItsIndexesASearchReadsNoMoreMessagesOfOthersThanOfItsOwn() {
    TestPostgres.Database database = TestPostgres.create();
    try (RunningGateway gateway =
        RunningGateway.ready(database, "--AWFAR_GATEWAY_SEARCH_SCANNED_MAX=100")) {
      Sql.run(database, "drop index idx_messages_search, idx_messages_newest");
      many(database, Stage.OWN, UUID.randomUUID(), 100);
      many(database, UUID.randomUUID(), UUID.randomUUID(), 300);
      WebTestClient client = gateway.signedInApi();

      Map<String, Object> first = page(get(client, "common", ""));
      assertThat(bodies(first)).isEmpty();
      assertThat(pagination(first)).containsEntry("hasMore", true);
      String next = (String) pagination(first).get("nextBefore");
      assertThat(
              Sql.text(
                  database,
                  "select count(*) from messages where id = '%s'".formatted(next.split(",")[1])))
          .as("nothing of another workspace is told")
          .isEqualTo("0");

      List<String> read = new ArrayList<>();
      Map<String, Object> page = first;
      while ((boolean) pagination(page).get("hasMore")) {
        page = page(get(client, "common", "&before=" + pagination(page).get("nextBefore")));
        read.addAll(bodies(page));
      }
      assertThat(read).hasSize(50).doesNotHaveDuplicates();
    }
  }

  @Test
  void withoutItsIndexASearchReadsTheNewestMessagesOneByOne() {
    TestPostgres.Database database = TestPostgres.create();
    try (RunningGateway gateway = RunningGateway.ready(database)) {
      Sql.run(database, "drop index idx_messages_search, idx_messages_newest");
      Sql.run(
          database,
          """
          insert into messages (id, owner_id, chat_id, created_at, received_at, channel_id,
            wa_message_id, direction, type, body)
          values ('0199c3d1-0000-8000-8000-000000000001', ?, gen_random_uuid(), now(), now(), '1',
            'w', 'inbound', 'text', 'needle')
          """,
          Stage.OWN);

      assertThat(bodies(page(get(gateway.signedInApi(), "needle", "")))).containsExactly("needle");
    }
  }
}
