package io.awfar.gateway.chat;

import static io.awfar.gateway.SharedGateway.DATABASE;
import static io.awfar.gateway.SharedGateway.GATEWAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.Sql;
import io.awfar.gateway.Stage;
import io.awfar.gateway.page.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class ChatPageTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.5Z");

  /// A workspace of this test's own, so that the lists hold what it wrote and nothing else.
  private final UUID workspace = UUID.randomUUID();

  private String token;

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
    token = GATEWAY.signIn(email, io.awfar.gateway.RunningGateway.PASSWORD);
  }

  @Test
  void theChatWithTheLatestMessageComesFirstWithItsContact() {
    UUID older = Stage.chat(workspace, NOON.minusSeconds(1));
    UUID newer = Stage.chat(workspace, NOON);

    get("")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.data[0].id")
        .isEqualTo(newer.toString())
        .jsonPath("$.data[0].contact.name")
        .isEqualTo("Amal")
        .jsonPath("$.data[0].contact.phone")
        .isEqualTo("967777")
        .jsonPath("$.data[0].lastMessage.at")
        .isEqualTo("2026-11-22T12:00:00.500Z")
        .jsonPath("$.data[0].lastMessage.text")
        .isEqualTo("salaam")
        .jsonPath("$.data[0].lastMessage.direction")
        .isEqualTo("inbound")
        .jsonPath("$.data[0].unreadCount")
        .isEqualTo(3)
        .jsonPath("$.data[1].id")
        .isEqualTo(older.toString())
        .jsonPath("$.pagination.hasMore")
        .isEqualTo(false);
  }

  @Test
  void chatsOfOtherWorkspacesAreNotListed() {
    Stage.chat(UUID.randomUUID(), NOON);
    Stage.chat(Stage.OWN, NOON);

    get("").expectBody().jsonPath("$.data.length()").isEqualTo(0);
  }

  @Test
  void aGroupHasNoContact() {
    UUID chat = Stage.chat(workspace, NOON);
    Sql.run(DATABASE, "update chats set contact_id = null, group_id = 'g1' where id = ?", chat);

    get("")
        .expectBody()
        .jsonPath("$.data[0].contact")
        .isEmpty()
        .jsonPath("$.data[0].groupId")
        .isEqualTo("g1");
  }

  @Test
  void pagesGoThroughEqualTimestampsWithoutLossOrRepeat() {
    Set<UUID> written = new HashSet<>();
    for (int i = 0; i < 11; i++) {
      written.add(Stage.chat(workspace, NOON.minusSeconds(i / 5)));
    }

    List<UUID> read = new ArrayList<>();
    String query = "?limit=3";
    while (query != null) {
      Page<Chat> page =
          get(query)
              .expectBody(new ParameterizedTypeReference<Page<Chat>>() {})
              .returnResult()
              .getResponseBody();
      page.data().forEach(chat -> read.add(chat.id()));
      String next = page.pagination().nextBefore();
      query = next == null ? null : "?limit=3&before=" + next;
    }

    assertThat(read).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(written);
  }

  @Test
  void anOffsetSkipsChatsAndTheLongestPageHasAllOfThem() {
    UUID last = Stage.chat(workspace, NOON.minusSeconds(101));
    UUID secondToLast = Stage.chat(workspace, NOON.minusSeconds(100));
    for (int i = 0; i < 100; i++) {
      Stage.chat(workspace, NOON.minusSeconds(i));
    }

    get("?limit=100")
        .expectBody()
        .jsonPath("$.data.length()")
        .isEqualTo(100)
        .jsonPath("$.pagination.hasMore")
        .isEqualTo(true);
    get("?limit=1&offset=100")
        .expectBody()
        .jsonPath("$.data[0].id")
        .isEqualTo(secondToLast.toString())
        .jsonPath("$.pagination.hasMore")
        .isEqualTo(true);
    get("?limit=1&offset=101")
        .expectBody()
        .jsonPath("$.data[0].id")
        .isEqualTo(last.toString())
        .jsonPath("$.pagination.hasMore")
        .isEqualTo(false);
  }

  @Test
  void whatWasMarkedAsReadIsNotUnread() {
    UUID chat = Stage.chat(workspace, NOON);
    assertUnread(3);

    Sql.run(
        DATABASE,
        "insert into chat_reads (chat_id, owner_id, read_count) values (?, ?, 2)",
        chat,
        workspace);
    assertUnread(1);

    // A mark may be known before the messages that it is about.
    Sql.run(DATABASE, "update chat_reads set read_count = 5 where chat_id = ?", chat);
    assertUnread(0);
  }

  private void assertUnread(int count) {
    get("").expectBody().jsonPath("$.data[0].unreadCount").isEqualTo(count);
  }

  @Test
  void aTotalIsToldOnRequest() {
    Stage.chat(workspace, NOON);
    Stage.chat(workspace, NOON);
    Stage.chat(UUID.randomUUID(), NOON);

    get("?limit=1&total=true")
        .expectBody()
        .jsonPath("$.pagination.total")
        .isEqualTo(2)
        .jsonPath("$.pagination.totalIsExact")
        .isEqualTo(true)
        .jsonPath("$.pagination.hasMore")
        .isEqualTo(true);
    get("").expectBody().jsonPath("$.pagination.total").doesNotExist();
    get("?total=1").expectStatus().isBadRequest();
  }

  @Test
  void aLimitOutOfBoundsIsRefused() {
    get("?limit=101").expectStatus().isBadRequest();
    get("?limit=0").expectStatus().isBadRequest();
  }

  private ResponseSpec get(String query) {
    return GATEWAY.withToken(token).get().uri("/api/whatsapp/chats" + query).exchange();
  }
}
