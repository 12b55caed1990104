package io.awfar.gateway.team;

import static io.awfar.gateway.SharedGateway.DATABASE;
import static io.awfar.gateway.Team.CHATS;
import static io.awfar.gateway.Team.json;
import static io.awfar.gateway.Team.refusal;
import static io.awfar.gateway.Team.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.POST;

import io.awfar.gateway.Sql;
import io.awfar.gateway.Stage;
import io.awfar.gateway.Team;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

class AssignmentTest {

  private static final Team TEAM = new Team();
  private static final Team OTHERS = new Team();

  private final UUID chat = Stage.chat(TEAM.workspace, Instant.parse("2026-11-22T12:00:00Z"));

  @Test
  void aSupervisorGivesAChatToAnybodyWhoAnswersAndTheChatShowsIt() {
    JsonNode answer = json(assign("supervisor", TEAM.user("agent")), 200);

    assertThat(answer.path("assignee").path("id").asString())
        .isEqualTo(TEAM.user("agent").toString());
    assertThat(answer.path("assignee").path("name").asString()).isEqualTo("Name of agent");
    assertThat(answer.path("state").asString()).isEqualTo("open");
    assertThat(json(TEAM.get("analyst", CHATS + "/" + chat), 200)).isEqualTo(answer);
    json(assign("supervisor", TEAM.user("agent.two")), 200);
    assertThat(told(chat)).isEqualTo("ASSIGNED ASSIGNED");
    assertThat(
            Sql.text(
                DATABASE,
                "select previous_assignee_id from chat_change_outbox where chat_id = '%s'"
                        .formatted(chat)
                    + " order by id desc limit 1"))
        .isEqualTo(TEAM.user("agent").toString());
  }

  @Test
  void whatIsSoAlreadyChangesAndTellsNothing() {
    json(call("supervisor", "unassign"), 200);
    json(call("supervisor", "reopen"), 200);
    assertThat(told(chat)).isEmpty();

    for (int i = 0; i < 3; i++) {
      json(assign("agent", TEAM.user("agent")), 200);
      json(call("agent", "close"), 200);
    }
    assertThat(told(chat)).isEqualTo("ASSIGNED CLOSED");

    for (int i = 0; i < 3; i++) {
      json(call("agent", "reopen"), 200);
      json(call("agent", "unassign"), 200);
    }
    assertThat(told(chat)).isEqualTo("ASSIGNED CLOSED REOPENED UNASSIGNED");
  }

  @Test
  void anAgentTakesAChatForItselfAndNotForOthersNorFromOthers() {
    refusal(assign("agent", TEAM.user("agent.two")), 403, "forbidden");
    json(assign("agent.two", TEAM.user("agent.two")), 200);

    refusal(assign("agent", TEAM.user("agent")), 409, "chat_assigned");
    refusal(call("agent", "unassign"), 409, "chat_assigned");

    json(call("agent.two", "unassign"), 200);
    json(assign("agent", TEAM.user("agent")), 200);
  }

  @Test
  void ofTwoAgentsAtTheSameMomentOneGetsTheChat() {
    List<CompletableFuture<Integer>> answers = new ArrayList<>();
    TEAM.as("agent");
    TEAM.as("agent.two");
    for (int i = 0; i < 8; i++) {
      String who = i % 2 == 0 ? "agent" : "agent.two";
      answers.add(
          CompletableFuture.supplyAsync(
              () -> assign(who, TEAM.user(who)).expectBody().returnResult().getStatus().value()));
    }

    assertThat(answers.stream().map(CompletableFuture::join))
        .containsOnly(200, 409)
        .filteredOn(status -> status == 200)
        .hasSize(4);
    assertThat(told(chat)).isEqualTo("ASSIGNED");
  }

  @Test
  void onlyUsersOfTheWorkspaceWhoAnswerAreAssigned() {
    for (UUID user :
        List.of(OTHERS.user("agent"), TEAM.user("analyst"), UUID.randomUUID(), new UUID(0, 1))) {
      refusal(assign("admin", user), 422, "assignee_unknown");
    }
    refusal(assign("admin", new UUID(0, 0)), 422, "assignee_unknown");
    assertThat(told(chat)).isEmpty();
  }

  @Test
  void nobodyIsAssignedWhoWasDeactivated() {
    UUID gone = TEAM.user("agent.gone");
    Sql.run(DATABASE, "update users set deactivated_at = now() where id = ?", gone);

    refusal(assign("admin", gone), 422, "assignee_unknown");
    assertThat(told(chat)).isEmpty();
  }

  @Test
  void whatIsWrongWithTheBodyIsTold() {
    String path = CHATS + "/" + chat + "/assign";

    refusal(TEAM.call("admin", POST, path, "{}"), 400, "validation_failed");
    refusal(TEAM.call("admin", POST, path, "{'userId':'me'}"), 400, "validation_failed");
    refusal(TEAM.call("admin", POST, path, "{'user':'x'}"), 400, "validation_failed");
    refusal(TEAM.call("admin", POST, path, "["), 400, "malformed_body");
  }

  @Test
  void anAnalystReadsAndChangesNothing() {
    refusal(assign("analyst", TEAM.user("analyst")), 403, "forbidden");
    for (String action : List.of("unassign", "close", "reopen")) {
      refusal(call("analyst", action), 403, "forbidden");
    }
    json(TEAM.get("analyst", CHATS + "/" + chat), 200);
    assertThat(told(chat)).isEmpty();
  }

  @Test
  void aChatOfAnotherWorkspaceIsNotFoundAndNotChanged() {
    UUID foreign = Stage.chat(OTHERS.workspace, Instant.EPOCH);

    for (UUID id : List.of(foreign, UUID.randomUUID())) {
      String path = CHATS + "/" + id;
      String body = "{'userId':'" + TEAM.user("agent") + "'}";
      refusal(TEAM.call("admin", POST, path + "/assign", body), 404, "chat_not_found");
      for (String action : List.of("unassign", "close", "reopen")) {
        refusal(TEAM.call("admin", POST, path + "/" + action), 404, "chat_not_found");
      }
      refusal(TEAM.get("admin", path), 404, "chat_not_found");
      assertThat(told(id)).isEmpty();
    }
    refusal(TEAM.get("admin", CHATS + "/x"), 404, "route_not_found");
  }

  @Test
  void aClosedChatIsShownAsClosed() {
    assertThat(json(call("agent", "close"), 200).path("state").asString()).isEqualTo("closed");
    assertThat(json(call("agent", "reopen"), 200).path("state").asString()).isEqualTo("open");
  }

  @Test
  void theVersionOfAChatGrowsWithEachChangeOnly() {
    json(assign("admin", TEAM.user("agent")), 200);
    json(assign("admin", TEAM.user("agent")), 200);
    json(call("admin", "close"), 200);

    assertThat(
            Sql.text(
                DATABASE,
                "select string_agg(version::text, ' ' order by id) from chat_change_outbox"
                    + " where chat_id = '%s'".formatted(chat)))
        .isEqualTo("1 2");
  }

  private ResponseSpec assign(String who, UUID user) {
    return TEAM.call(who, POST, CHATS + "/" + chat + "/assign", "{'userId':'" + user + "'}");
  }

  private ResponseSpec call(String who, String action) {
    return TEAM.call(who, POST, CHATS + "/" + chat + "/" + action);
  }
}
