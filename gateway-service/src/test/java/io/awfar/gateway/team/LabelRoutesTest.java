package io.awfar.gateway.team;

import static io.awfar.gateway.SharedGateway.DATABASE;
import static io.awfar.gateway.Team.CHATS;
import static io.awfar.gateway.Team.LABELS;
import static io.awfar.gateway.Team.json;
import static io.awfar.gateway.Team.refusal;
import static io.awfar.gateway.Team.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import io.awfar.gateway.SharedGateway;
import io.awfar.gateway.Sql;
import io.awfar.gateway.Stage;
import io.awfar.gateway.Team;
import io.awfar.gateway.auth.Caller;
import io.awfar.gateway.auth.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

class LabelRoutesTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private static final Team OTHERS = new Team();

  private final Team team = new Team();

  @Test
  void theLabelsOfTheWorkspaceAreListedByName() {
    team.label("zebra");
    team.label("شكوى");
    JsonNode made =
        json(team.call("admin", POST, LABELS, "{'name':' Apple ','colour':'#D93F0B'}"), 201);
    OTHERS.label("foreign");

    JsonNode listed = json(team.get("analyst", LABELS), 200).path("data");

    assertThat(made.path("colour").asString()).isEqualTo("#d93f0b");
    assertThat(listed.valueStream().map(label -> label.path("name").asString()))
        .containsExactlyInAnyOrder("Apple", "zebra", "شكوى")
        .startsWith("Apple", "zebra");
    assertThat(told(made.path("id").asString())).isEqualTo("LABEL_CREATED");
  }

  @Test
  void aNameIsThereOnceWhateverItsCase() {
    team.label("Été  dernier");

    for (String name : List.of("Été  dernier", "ÉTÉ DERNIER", " été dernier")) {
      refusal(team.call("admin", POST, LABELS, "{'name':'" + name + "'}"), 409, "label_exists");
    }
    String other = team.label("other");
    refusal(
        team.call("admin", PATCH, LABELS + "/" + other, "{'name':'été dernier'}"),
        409,
        "label_exists");
    assertThat(told(other)).isEqualTo("LABEL_CREATED");
    OTHERS.label("Été dernier");
  }

  @Test
  void aLabelIsChangedOnAllChatsAndTheSameAgainTellsNothing() {
    String label = team.label("old");
    UUID chat = Stage.chat(team.workspace, NOON);
    put(chat, label);

    for (int i = 0; i < 2; i++) {
      JsonNode changed =
          json(
              team.call(
                  "supervisor", PATCH, LABELS + "/" + label, "{'name':'new','colour':'#00FF00'}"),
              200);
      assertThat(changed.path("name").asString()).isEqualTo("new");
    }
    json(team.call("supervisor", PATCH, LABELS + "/" + label, "{}"), 200);

    JsonNode shown = json(team.get("agent", CHATS + "/" + chat), 200).path("labels").path(0);
    assertThat(shown.path("name").asString()).isEqualTo("new");
    assertThat(shown.path("colour").asString()).isEqualTo("#00ff00");
    assertThat(told(label)).isEqualTo("LABEL_CREATED LABEL_CHANGED");
  }

  @Test
  void aLabelIsPutOnAChatAndTakenOffOnce() {
    String label = team.label("label");
    UUID chat = Stage.chat(team.workspace, NOON);

    JsonNode first = put(chat, label);
    JsonNode second = put(chat, label);
    assertThat(first.path("labels").path(0).path("id").asString()).isEqualTo(label);
    assertThat(second).isEqualTo(first);
    for (int i = 0; i < 2; i++) {
      team.call("agent", DELETE, path(chat, label)).expectStatus().isNoContent();
    }

    assertThat(json(team.get("agent", CHATS + "/" + chat), 200).path("labels").size()).isZero();
    assertThat(told(chat)).isEqualTo("LABEL_ADDED LABEL_REMOVED");
  }

  @Test
  void aDeletedLabelIsOnNoChatItsNameIsFreeAndItsRowsGo() {
    String label = team.label("gone");
    UUID chat = Stage.chat(team.workspace, NOON);
    put(chat, label);

    team.call("admin", DELETE, LABELS + "/" + label).expectStatus().isNoContent();

    refusal(team.call("admin", DELETE, LABELS + "/" + label), 404, "label_not_found");
    refusal(team.call("agent", PUT, path(chat, label)), 404, "label_not_found");
    assertThat(json(team.get("agent", CHATS + "/" + chat), 200).path("labels").size()).isZero();
    assertThat(json(team.get("agent", CHATS + "?label=" + label), 200).path("data").size())
        .isZero();
    assertThat(told(label)).isEqualTo("LABEL_CREATED LABEL_DELETED");
    team.label("gone");
    LabelQueries labels = SharedGateway.GATEWAY.bean(LabelQueries.class);
    await()
        .untilAsserted(() -> {
          labels.cleanUp(1_000).block();
          assertThat(rowsOf(label)).isEqualTo("0");
        });
  }

  @Test
  void labelsThatAreAddedAtTheSameTimeAreNotMoreThanThereMayBe() {
    Caller admin = new Caller(team.user("admin"), team.workspace, Role.ADMIN);
    Sql.run(
        DATABASE,
        """
        insert into labels (owner_id, name, name_key, colour, created_by)
        select ?, 'n' || n, 'n' || n, '#000000', ? from generate_series(1, 195) n
        """,
        team.workspace,
        admin.userId());
    LabelQueries labels = SharedGateway.GATEWAY.bean(LabelQueries.class);

    Flux.range(0, 20)
        .flatMap(i -> labels.add(admin, "at once " + i, "#000000").onErrorComplete(), 20)
        .blockLast();

    assertThat(json(team.get("agent", LABELS), 200).path("data").size()).isEqualTo(200);
  }

  @Test
  void labelsThatHaveBeenGoneForADayAreForgottenSomeAtATime() {
    LabelQueries labels = SharedGateway.GATEWAY.bean(LabelQueries.class);
    Sql.run(
        DATABASE,
        """
        insert into labels (owner_id, name, name_key, colour, created_by, deleted_at)
        select ?, 'n', 'n', '#000000', ?, now() - interval '2 days' from generate_series(1, 5)
        """,
        team.workspace,
        team.user("admin"));

    assertThat(labels.forget(2).block()).isEqualTo(2);
  }

  @Test
  void labelsOfAnotherWorkspaceAreNotFound() {
    String foreign = OTHERS.label("theirs " + UUID.randomUUID().toString().substring(0, 8));
    UUID chat = Stage.chat(team.workspace, NOON);
    UUID foreignChat = Stage.chat(OTHERS.workspace, NOON);
    String label = team.label("ours");

    refusal(team.call("admin", PATCH, LABELS + "/" + foreign, "{}"), 404, "label_not_found");
    refusal(team.call("admin", DELETE, LABELS + "/" + foreign), 404, "label_not_found");
    refusal(team.call("admin", PUT, path(chat, foreign)), 404, "label_not_found");
    refusal(team.call("admin", DELETE, path(chat, foreign)), 404, "label_not_found");
    refusal(team.call("admin", PUT, path(foreignChat, label)), 404, "chat_not_found");
    refusal(team.call("admin", DELETE, path(foreignChat, label)), 404, "chat_not_found");
    assertThat(told(foreign)).isEqualTo("LABEL_CREATED");
    assertThat(told(foreignChat)).isEmpty();
  }

  @Test
  void agentsUseLabelsAndOnlyWhoDirectsChangesThem() {
    String label = team.label("label");
    UUID chat = Stage.chat(team.workspace, NOON);
    for (String who : List.of("agent", "analyst")) {
      refusal(team.call(who, POST, LABELS, "{'name':'x'}"), 403, "forbidden");
      refusal(team.call(who, PATCH, LABELS + "/" + label, "{}"), 403, "forbidden");
      refusal(team.call(who, DELETE, LABELS + "/" + label), 403, "forbidden");
    }
    refusal(team.call("analyst", PUT, path(chat, label)), 403, "forbidden");
    refusal(team.call("analyst", DELETE, path(chat, label)), 403, "forbidden");
    json(team.call("agent", PUT, path(chat, label)), 200);
  }

  @Test
  void allThatIsWrongWithALabelIsToldAtOnce() {
    for (String name : List.of("", " ", "\\u2003", "a\\u0000b", "x".repeat(51))) {
      JsonNode problem =
          json(
              team.call("admin", POST, LABELS, "{'name':'" + name + "','colour':'red','size':1}"),
              400);
      assertThat(problem.path("violations").valueStream().map(v -> v.path("field").asString()))
          .as(name)
          .containsExactlyInAnyOrder("name", "colour", "size");
    }
    team.label("😀".repeat(50));
  }

  @Test
  void aWorkspaceAndAChatHaveSoManyLabelsAndNoMore() {
    UUID chat = Stage.chat(team.workspace, NOON);
    String last = "";
    for (int i = 0; i < 21; i++) {
      last = team.label("label " + i);
      if (i < 20) {
        put(chat, last);
      }
    }
    refusal(team.call("agent", PUT, path(chat, last)), 409, "chat_labels_exhausted");

    Sql.run(
        DATABASE,
        """
        insert into labels (owner_id, name, name_key, colour, created_by)
        select ?, 'n' || n, 'n' || n, '#000000', ? from generate_series(22, 200) n
        """,
        team.workspace,
        team.user("admin"));
    refusal(team.call("admin", POST, LABELS, "{'name':'more'}"), 409, "labels_exhausted");
    refusal(team.call("admin", POST, LABELS, "{'name':'LABEL 0'}"), 409, "label_exists");
  }

  private JsonNode put(UUID chat, String label) {
    return json(team.call("agent", PUT, path(chat, label)), 200);
  }

  private static String path(UUID chat, String label) {
    return CHATS + "/" + chat + "/labels/" + label;
  }

  private static String rowsOf(String label) {
    return Sql.text(
        DATABASE, "select count(*) from chat_labels where label_id = '%s'".formatted(label));
  }
}
