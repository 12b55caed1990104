package io.awfar.gateway.team;

import static io.awfar.gateway.SharedGateway.DATABASE;
import static io.awfar.gateway.Team.CHATS;
import static io.awfar.gateway.Team.json;
import static io.awfar.gateway.Team.refusal;
import static io.awfar.gateway.Team.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;

import io.awfar.gateway.Sql;
import io.awfar.gateway.Stage;
import io.awfar.gateway.Team;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

class NoteRoutesTest {

  private static final Team TEAM = new Team();
  private static final Team OTHERS = new Team();

  private final UUID chat = Stage.chat(TEAM.workspace, Instant.parse("2026-11-22T12:00:00Z"));

  @Test
  void aNoteIsThereWithItsAuthor() {
    JsonNode note = add("agent", "called back\\n\\\"at 12\\\" العميل");

    assertThat(note.path("text").asString()).isEqualTo("called back\n\"at 12\" العميل");
    assertThat(note.path("authorId").asString()).isEqualTo(TEAM.user("agent").toString());
    assertThat(note.path("authorName").asString()).isEqualTo("Name of agent");
    assertThat(note.path("chatId").asString()).isEqualTo(chat.toString());
    assertThat(note.path("editedAt").isNull()).isTrue();
    assertThat(json(TEAM.get("analyst", path()), 200).path("data").path(0)).isEqualTo(note);
    assertThat(told(chat)).isEqualTo("NOTE_ADDED");
  }

  @Test
  void pagesOfNotesLoseAndRepeatNone() {
    List<String> written = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      written.addFirst(add("agent", "note " + i).path("id").asString());
    }
    Sql.run(
        DATABASE,
        "update chat_notes set created_at = '2026-11-22T12:00:00Z' where chat_id = ?",
        chat);

    List<String> read = new ArrayList<>();
    String next = "";
    while (next != null) {
      JsonNode page = json(TEAM.get("agent", path() + "?limit=3&total=true" + next), 200);
      assertThat(page.path("pagination").path("total").asInt()).isEqualTo(7);
      page.path("data").forEach(note -> read.add(note.path("id").asString()));
      JsonNode before = page.path("pagination").path("nextBefore");
      next = before.isMissingNode() ? null : "&before=" + before.asString();
    }

    assertThat(read).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(written);
    refusal(TEAM.get("agent", path() + "?limit=101"), 400, "validation_failed");
  }

  @Test
  void itsAuthorAndWhoDirectsEditANoteAndNobodyElse() {
    String note = path() + "/" + add("agent", "old").path("id").asString();

    refusal(TEAM.call("agent.two", PATCH, note, "{'text':'x'}"), 403, "forbidden");
    refusal(TEAM.call("agent.two", DELETE, note), 403, "forbidden");
    refusal(TEAM.call("analyst", PATCH, note, "{'text':'x'}"), 403, "forbidden");
    refusal(TEAM.call("analyst", DELETE, note), 403, "forbidden");
    for (int i = 0; i < 2; i++) {
      JsonNode edited = json(TEAM.call("agent", PATCH, note, "{'text':'new'}"), 200);
      assertThat(edited.path("text").asString()).isEqualTo("new");
      assertThat(edited.path("editedAt").isNull()).isFalse();
    }
    JsonNode edited = json(TEAM.call("supervisor", PATCH, note, "{'text':'newer'}"), 200);

    assertThat(edited.path("editedBy").asString()).isEqualTo(TEAM.user("supervisor").toString());
    assertThat(edited.path("authorId").asString()).isEqualTo(TEAM.user("agent").toString());
    assertThat(told(chat)).isEqualTo("NOTE_ADDED NOTE_EDITED NOTE_EDITED");
  }

  @Test
  void aDeletedNoteIsGoneWithWhatItSaid() {
    String id = add("agent", "secret words").path("id").asString();
    String note = path() + "/" + id;

    for (int i = 0; i < 2; i++) {
      TEAM.call("agent", DELETE, note).expectStatus().isNoContent();
    }

    refusal(TEAM.call("agent", PATCH, note, "{'text':'x'}"), 404, "note_not_found");
    assertThat(json(TEAM.get("agent", path()), 200).path("data").size()).isZero();
    assertThat(Sql.text(DATABASE, "select text from chat_notes where id = '%s'".formatted(id)))
        .isEmpty();
    assertThat(told(chat)).isEqualTo("NOTE_ADDED NOTE_DELETED");
  }

  @Test
  void aNoteWithAKeyIsWrittenOnce() {
    byte[] first = keyed("k1", "once", 201);
    byte[] second = keyed("k1", "once", 201);

    assertThat(second).isEqualTo(first);
    keyed("k1", "other", 422);
    keyed("k2", "once", 201);
    assertThat(json(TEAM.get("agent", path()), 200).path("data").size()).isEqualTo(2);
    assertThat(told(chat)).isEqualTo("NOTE_ADDED NOTE_ADDED");
  }

  @Test
  void notesOfAnotherWorkspaceOrChatAreNotFound() {
    UUID foreign = Stage.chat(OTHERS.workspace, Instant.EPOCH);
    String foreignNotes = CHATS + "/" + foreign + "/notes";
    String note =
        json(OTHERS.call("agent", POST, foreignNotes, "{'text':'theirs'}"), 201)
            .path("id")
            .asString();

    refusal(TEAM.get("admin", foreignNotes), 404, "chat_not_found");
    refusal(TEAM.call("admin", POST, foreignNotes, "{'text':'x'}"), 404, "chat_not_found");
    for (String notes : List.of(foreignNotes, path())) {
      String code = notes.equals(path()) ? "note_not_found" : "chat_not_found";
      refusal(TEAM.call("admin", PATCH, notes + "/" + note, "{'text':'x'}"), 404, code);
      refusal(TEAM.call("admin", DELETE, notes + "/" + note), 404, code);
    }
    UUID otherChat = Stage.chat(TEAM.workspace, Instant.EPOCH);
    String own = add("agent", "ours").path("id").asString();
    refusal(
        TEAM.call("admin", DELETE, CHATS + "/" + otherChat + "/notes/" + own),
        404,
        "note_not_found");
    assertThat(told(foreign)).isEqualTo("NOTE_ADDED");
  }

  @Test
  void aNoteIsBounded() {
    for (String text : List.of("", "  \\n", "a\\u0000b", "x".repeat(4_001))) {
      refusal(post("agent", text), 400, "validation_failed");
    }
    refusal(post("analyst", "x"), 403, "forbidden");
    assertThat(add("agent", "😀".repeat(4_000)).path("text").asString()).hasSize(8_000);
  }

  private JsonNode add(String who, String text) {
    return json(post(who, text), 201);
  }

  private ResponseSpec post(String who, String text) {
    return TEAM.call(who, POST, path(), "{'text':'" + text + "'}");
  }

  private byte[] keyed(String key, String text, int status) {
    return TEAM.as("agent")
        .post()
        .uri(path())
        .header("Idempotency-Key", key)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue("{\"text\":\"" + text + "\"}")
        .exchange()
        .expectStatus()
        .isEqualTo(status)
        .expectBody()
        .returnResult()
        .getResponseBody();
  }

  private String path() {
    return CHATS + "/" + chat + "/notes";
  }
}
