package io.awfar.gateway.message;

import static io.awfar.gateway.SharedGateway.DATABASE;
import static io.awfar.gateway.SharedGateway.GATEWAY;
import static io.awfar.gateway.Stage.OWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.Sql;
import io.awfar.gateway.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;

class MessageChangesTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final UUID chat = Stage.chat(OWN, NOON);
  private final UUID message = Stage.message(OWN, chat, "inbound", NOON);

  private UUID change(
      String type, String direction, @Nullable String body, long second, @Nullable UUID contact) {
    UUID change = Stage.message(OWN, chat, direction, NOON.plusSeconds(second));
    Sql.run(
        DATABASE,
        "update messages set type = ?, body = ?, reply_to = ?, contact_id = ? where id = ?",
        type,
        body,
        "wamid." + message,
        contact,
        change);
    return change;
  }

  private Map<String, Object> shown() {
    return shown(message);
  }

  private Map<String, Object> shown(UUID id) {
    return page(chat).stream()
        .filter(row -> row.get("id").equals(id.toString()))
        .findFirst()
        .orElseThrow();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> page(UUID chat) {
    Map<String, Object> page =
        GATEWAY
            .signedInApi()
            .get()
            .uri("/api/whatsapp/chats/{chat}/messages", chat)
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody(new ParameterizedTypeReference<Map<String, Object>>() {})
            .returnResult()
            .getResponseBody();
    return (List<Map<String, Object>>) page.get("data");
  }

  @Test
  void whatNobodyChangedIsAsItWasSent() {
    assertThat(shown())
        .containsEntry("body", "salaam")
        .containsEntry("editedAt", null)
        .containsEntry("revokedAt", null)
        .containsEntry("reactions", List.of());
  }

  @Test
  void theNewestEditIsShownHoweverLateAnOlderOneComes() {
    change("edit", "inbound", "third", 20, null);
    change("edit", "inbound", "second", 10, null);

    assertThat(shown())
        .containsEntry("body", "third")
        .containsEntry("editedAt", "2026-11-22T12:00:20Z")
        .containsEntry("revokedAt", null);
  }

  @Test
  void whatWasRevokedIsNotShownAnyMore() {
    Sql.run(
        DATABASE,
        "update messages set content = '{\"a\":1}', media_id = 'm' where id = ?",
        message);
    change("edit", "inbound", "second", 10, null);
    change("revoke", "inbound", null, 30, null);

    assertThat(shown())
        .containsEntry("body", null)
        .containsEntry("content", null)
        .containsEntry("media", null)
        .containsEntry("editedAt", "2026-11-22T12:00:10Z")
        .containsEntry("revokedAt", "2026-11-22T12:00:30Z");
  }

  @Test
  void theEditsOfWhatWasRevokedAreNotShownAnyMoreEither() {
    UUID edit = change("edit", "inbound", "second", 10, null);
    Sql.run(DATABASE, "update messages set content = '{\"a\":1}' where id = ?", edit);
    UUID forged = change("edit", "outbound", "another", 15, null);
    assertThat(shown(edit)).containsEntry("body", "second");

    change("revoke", "inbound", null, 30, null);

    assertThat(shown(edit))
        .containsEntry("type", "edit")
        .containsEntry("body", null)
        .containsEntry("content", null);
    // What the other side wrote is not withdrawn with it.
    assertThat(shown(forged)).containsEntry("body", "another");
  }

  @Test
  void onlyTheSideThatWroteAMessageEditsOrRevokesIt() {
    change("edit", "outbound", "forged", 10, null);
    change("revoke", "outbound", null, 20, null);

    assertThat(shown()).containsEntry("body", "salaam").containsEntry("revokedAt", null);
  }

  @Test
  void ofEachPersonTheNewestReactionIsShownUnlessItWasTakenOff() {
    UUID one = UUID.randomUUID();
    UUID other = UUID.randomUUID();
    change("reaction", "inbound", "👍", 1, one);
    change("reaction", "inbound", "❤️", 5, one);
    change("reaction", "inbound", "😂", 2, other);
    change("reaction", "inbound", null, 3, other);
    change("reaction", "outbound", "🙏🏽", 4, one);

    assertThat(shown().get("reactions"))
        .isEqualTo(
            List.of(
                Map.of(
                    "contactId",
                    one.toString(),
                    "direction",
                    "outbound",
                    "emoji",
                    "🙏🏽",
                    "reactedAt",
                    "2026-11-22T12:00:04Z"),
                Map.of(
                    "contactId",
                    one.toString(),
                    "direction",
                    "inbound",
                    "emoji",
                    "❤️",
                    "reactedAt",
                    "2026-11-22T12:00:05Z")));
  }

  @Test
  void aReactionOfOursIsShownOnceWhatsAppHasTakenItWhicheverClockIsAhead() {
    UUID reaction = change("reaction", "outbound", "👍", -1, null);
    Sql.run(DATABASE, "update messages set wa_message_id = null where id = ?", reaction);
    assertThat(shown().get("reactions")).isEqualTo(List.of());

    Sql.run(
        DATABASE,
        "update messages set wa_message_id = ? where id = ?",
        "wamid." + reaction,
        reaction);
    assertThat(shown().get("reactions")).asString().contains("👍");
  }

  @Test
  void aReactionOfOursThatWasTakenOffIsNotShownHoweverItsRowSaysSo() {
    change("reaction", "outbound", "👍", 1, null);
    UUID removal = change("reaction", "outbound", "", 2, null);
    assertThat(shown()).containsEntry("reactions", List.of());

    Sql.run(DATABASE, "update messages set body = null where id = ?", removal);
    assertThat(shown()).containsEntry("reactions", List.of());
  }

  @Test
  void aMessageOfAHistoryHasTheStatusThatTheHistoryTellsUntilThereIsAnother() {
    Sql.run(
        DATABASE,
        "update messages set direction = 'outbound', content = '{\"historyStatus\":\"delivered\"}'"
            + " where id = ?",
        message);
    assertThat(shown()).containsEntry("status", "delivered");

    Stage.status(OWN, message, 70, "read");
    assertThat(shown()).containsEntry("status", "read");
  }

  @Test
  void theOldIdOfAMergedChatStillLeadsToItsMessages() {
    UUID old = UUID.randomUUID();
    Sql.run(
        DATABASE,
        "insert into chat_aliases (id, chat_id, owner_id) values (?, ?, ?)",
        old,
        chat,
        OWN);

    assertThat(page(old)).isEqualTo(page(chat)).isNotEmpty();
  }
}
