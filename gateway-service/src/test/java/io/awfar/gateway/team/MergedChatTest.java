package io.awfar.gateway.team;

import static io.awfar.gateway.SharedGateway.DATABASE;
import static io.awfar.gateway.Team.CHATS;
import static io.awfar.gateway.Team.json;
import static io.awfar.gateway.Team.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import io.awfar.gateway.Sql;
import io.awfar.gateway.Team;
import io.awfar.schemas.id.StableId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/// Chats that turn out to be one, merged by persistence-service's own function.
class MergedChatTest {

  private static final Team TEAM = new Team();
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  /// Names of the same person, a new one for each test.
  private final String phone = "9677" + ThreadLocalRandom.current().nextLong(1_000_000_000L);

  private final String user = "US." + phone;
  private final UUID old = StableId.chat(TEAM.workspace, "1055|" + phone);
  private final UUID kept = StableId.chat(TEAM.workspace, "1055|" + user);

  @BeforeEach
  void write() {
    chat(old, phone, NOON);
  }

  @Test
  void allThatATeamDidStaysWithAChatThatGetsAnotherId() {
    String label = TEAM.label("label of " + phone);
    json(assign(old, "agent"), 200);
    json(TEAM.call("agent", PUT, CHATS + "/" + old + "/labels/" + label), 200);
    String note =
        json(TEAM.call("agent", POST, CHATS + "/" + old + "/notes", "{'text':'kept'}"), 201)
            .path("id")
            .asString();
    json(TEAM.call("agent", POST, CHATS + "/" + old + "/close"), 200);

    merge();

    for (UUID id : new UUID[] {old, kept}) {
      JsonNode shown = json(TEAM.get("agent", CHATS + "/" + id), 200);
      assertThat(shown.path("id").asString()).isEqualTo(kept.toString());
      assertThat(shown.path("assignee").path("id").asString())
          .isEqualTo(TEAM.user("agent").toString());
      assertThat(shown.path("state").asString()).isEqualTo("closed");
      assertThat(shown.path("labels").path(0).path("id").asString()).isEqualTo(label);
      JsonNode notes = json(TEAM.get("agent", CHATS + "/" + id + "/notes"), 200).path("data");
      assertThat(notes.path(0).path("id").asString()).isEqualTo(note);
    }
    for (String filter : new String[] {"label=" + label, "label=" + label + "&state=closed"}) {
      JsonNode listed = json(TEAM.get("agent", CHATS + "?" + filter), 200).path("data");
      assertThat(listed.size()).isEqualTo(1);
      assertThat(listed.path(0).path("id").asString()).isEqualTo(kept.toString());
    }
    assertThat(told(kept)).isEqualTo("MERGED");
    assertThat(
            Sql.text(
                DATABASE,
                "select merged_chat_id from chat_change_outbox where chat_id = '%s'"
                    .formatted(kept)))
        .isEqualTo(old.toString());
  }

  @Test
  void allIsChangedByTheOldIdToo() {
    json(assign(old, "agent"), 200);
    String label = TEAM.label("late label of " + phone);
    merge();

    json(TEAM.call("agent", POST, CHATS + "/" + old + "/unassign"), 200);
    json(assign(old, "agent"), 200);
    json(TEAM.call("agent", POST, CHATS + "/" + old + "/close"), 200);
    json(TEAM.call("agent", POST, CHATS + "/" + old + "/reopen"), 200);
    json(TEAM.call("agent", PUT, CHATS + "/" + old + "/labels/" + label), 200);
    TEAM.call("agent", DELETE, CHATS + "/" + old + "/labels/" + label).expectStatus().isNoContent();
    JsonNode note =
        json(TEAM.call("agent", POST, CHATS + "/" + old + "/notes", "{'text':'a'}"), 201);
    String path = CHATS + "/" + old + "/notes/" + note.path("id").asString();
    json(TEAM.call("agent", PATCH, path, "{'text':'b'}"), 200);
    TEAM.call("agent", DELETE, path).expectStatus().isNoContent();

    assertThat(note.path("chatId").asString()).isEqualTo(kept.toString());
    assertThat(told(kept))
        .isEqualTo(
            "MERGED UNASSIGNED ASSIGNED CLOSED REOPENED LABEL_ADDED LABEL_REMOVED NOTE_ADDED"
                + " NOTE_EDITED NOTE_DELETED");
  }

  @Test
  void ofTwoWhoAnswerTheOneWhoWasAssignedLastDoes() {
    chat(kept, user, NOON.minusSeconds(60));
    json(assign(kept, "agent"), 200);
    json(assign(old, "agent.two"), 200);

    merge();

    assertThat(assignee()).isEqualTo(TEAM.user("agent.two").toString());
  }

  @Test
  void nobodyIsNotMoreThanSomebody() {
    chat(kept, user, NOON.minusSeconds(60));
    json(assign(kept, "agent"), 200);
    json(assign(old, "agent.two"), 200);
    json(TEAM.call("agent.two", POST, CHATS + "/" + old + "/unassign"), 200);

    merge();

    assertThat(assignee()).isEqualTo(TEAM.user("agent").toString());
  }

  @Test
  void ofAClosedAndAnOpenChatAnOpenOneBecomes() {
    chat(kept, user, NOON.minusSeconds(60));
    json(TEAM.call("agent", POST, CHATS + "/" + kept + "/close"), 200);

    merge();

    assertThat(state()).isEqualTo("open");
    assertThat(told(kept)).isEqualTo("CLOSED MERGED");
  }

  @Test
  void ofTwoClosedChatsAClosedOneBecomesAndTheContactOpensIt() {
    chat(kept, user, NOON.minusSeconds(60));
    json(TEAM.call("agent", POST, CHATS + "/" + kept + "/close"), 200);
    json(TEAM.call("agent", POST, CHATS + "/" + old + "/close"), 200);

    merge();
    assertThat(state()).isEqualTo("closed");

    chat(kept, user, NOON.plusSeconds(1));
    assertThat(state()).isEqualTo("open");
    assertThat(told(kept)).isEqualTo("CLOSED MERGED REOPENED");
  }

  @Test
  void aMessageThatComesLateUnderTheOldNameOpensTheChatAndLosesNothing() {
    json(assign(old, "agent"), 200);
    merge();
    json(TEAM.call("agent", POST, CHATS + "/" + old + "/close"), 200);

    chat(old, phone, NOON.plusSeconds(5));

    assertThat(state()).isEqualTo("open");
    assertThat(assignee()).isEqualTo(TEAM.user("agent").toString());
    assertThat(told(kept)).isEqualTo("MERGED CLOSED REOPENED");
  }

  @Test
  void chatsThatNobodyTouchedAreMergedInSilence() {
    chat(kept, user, NOON.minusSeconds(60));

    merge();

    assertThat(told(kept)).isEmpty();
    assertThat(
            Sql.text(
                DATABASE,
                "select count(*) from chat_team where chat_id in ('%s', '%s')"
                    .formatted(old, kept)))
        .isEqualTo("1");
  }

  private void merge() {
    Sql.text(
        DATABASE, "select link_contacts('%s', '%s', '%s')".formatted(TEAM.workspace, phone, user));
  }

  private String state() {
    return json(TEAM.get("agent", CHATS + "/" + old), 200).path("state").asString();
  }

  private String assignee() {
    return json(TEAM.get("agent", CHATS + "/" + old), 200).path("assignee").path("id").asString();
  }

  private ResponseSpec assign(UUID id, String who) {
    return TEAM.call(
        "supervisor", POST, CHATS + "/" + id + "/assign", "{'userId':'" + TEAM.user(who) + "'}");
  }

  /// A message of the contact, as persistence-service writes it.
  private static void chat(UUID id, String name, Instant at) {
    UUID contact = StableId.contact(TEAM.workspace, name);
    Sql.run(
        DATABASE,
        """
        insert into contacts (id, owner_id, wa_id, seen_at, created_at)
        select ?::uuid, ?::uuid, ?, now(), now()
        where not exists (select from contact_aliases where id = ?)
        on conflict do nothing
        """,
        contact,
        TEAM.workspace,
        name,
        contact);
    Sql.run(
        DATABASE,
        """
        insert into chats as c (id, owner_id, contact_id, last_message_id, last_message_at,
          created_at, updated_at, inbound_count, wa_chat_id, channel_id, last_message_direction,
          last_message_type, window_expires_at)
        values (?, ?, ?, ?, ?, now(), now(), 1, ?, '1055', 'inbound', 'text', ?)
        on conflict (id) do update set
          last_message_at = greatest(c.last_message_at, excluded.last_message_at),
          inbound_count = c.inbound_count + excluded.inbound_count,
          window_expires_at = greatest(c.window_expires_at, excluded.window_expires_at)
        """,
        id,
        TEAM.workspace,
        contact,
        UUID.randomUUID(),
        at.atOffset(ZoneOffset.UTC),
        "1055|" + name,
        at.plusSeconds(86_400).atOffset(ZoneOffset.UTC));
  }
}
