package io.awfar.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.openapi.Description.Route;
import io.awfar.gateway.openapi.RouteStage.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Every route that is described is asked with the ids of another workspace, in every role.
class RouteWalkTest {

  private static final List<String> ROLES = List.of("admin", "supervisor", "agent", "analyst");

  /// Lists which an id narrows down: to nothing, if the workspace has none with it.
  private static final Set<String> FILTERED = Set.of("GET /api/whatsapp/chats");

  private static RouteStage stage;

  @BeforeAll
  static void start() {
    stage = RouteStage.start("87");
  }

  @AfterAll
  static void stop() {
    stage.close();
  }

  private static List<Route> routes() {
    return stage.description().routes();
  }

  /// Whether a request says the id of anything.
  private static boolean namesSomething(Route route) {
    return !route.pathParameters().isEmpty()
        || route.parameters("query").stream()
            .anyMatch(parameter -> parameter.path("name").asString().endsWith("Id"))
        || route.name().equals("POST /api/whatsapp/send");
  }

  /// Status and code of a refusal.
  private static String told(Reply answer) {
    String body = answer.text();
    String code =
        body.startsWith("{") ? JsonMapper.shared().readTree(body).path("code").asString("") : "";
    return answer.status() + " " + code;
  }

  @Test
  void whatBelongsToAnotherWorkspaceIsAsUnknownAsWhatDoesNotExist() {
    Map<String, String> foreign = stage.ids(RouteStage.OTHER);
    Map<String, String> unknown = stage.unknownIds();
    String before = stage.rows(RouteStage.OTHER);
    List<String> asked = new ArrayList<>();

    for (Route route : routes()) {
      if (!route.isOpen() && namesSomething(route)) {
        asked.add(route.name());
        for (String role : ROLES) {
          Reply answer = stage.ask(role, route, foreign);
          if (FILTERED.contains(route.name())) {
            assertThat(answer.text()).as("%s as %s", route, role).startsWith("{\"data\":[],");
          } else {
            assertThat(answer.status()).as("%s as %s", route, role).isIn(403, 404);
          }
          assertThat(told(answer))
              .as("%s as %s", route, role)
              .isEqualTo(told(stage.ask(role, route, unknown)));
          assertThat(answer.text()).doesNotContain(RouteStage.SECRET);
        }
      }
    }

    assertThat(asked)
        .contains(
            "GET /api/whatsapp/messages/{id}",
            "GET /api/whatsapp/search",
            "PATCH /api/auth/users/{id}",
            "PATCH /api/whatsapp/chats/{id}/notes/{noteId}");
    assertThat(stage.rows(RouteStage.OTHER)).isEqualTo(before);
  }

  @Test
  void noAnswerHoldsAnythingOfAnotherWorkspace() {
    for (Route route : routes()) {
      if (!route.isOpen() && route.method().equals("GET") && route.pathParameters().isEmpty()) {
        for (String role : ROLES) {
          String answer = stage.ask(role, route, stage.ids(RouteStage.OWN)).text();
          assertThat(answer)
              .as("%s as %s", route, role)
              .doesNotContain(RouteStage.SECRET, RouteStage.OTHER.toString());
          assertThat(stage.ids(RouteStage.OTHER).values())
              .as("%s as %s", route, role)
              .noneMatch(id -> answer.contains("\"" + id + "\""));
        }
      }
    }
  }

  @Test
  void aRouteRefusesARoleIfItSaysSoAndNeverAnAdministrator() {
    // What does not exist, so that nothing is changed on the way.
    Map<String, String> unknown = stage.unknownIds();
    for (Route route : routes()) {
      if (!route.isOpen() && !route.name().equals("POST /api/whatsapp/channels")) {
        List<String> refused =
            ROLES.stream().filter(role -> stage.ask(role, route, unknown).status() == 403).toList();
        assertThat(refused).as(route.name()).doesNotContain("admin");
        assertThat(!refused.isEmpty())
            .as("%s refuses %s", route, refused)
            .isEqualTo(route.isClosedToSome());
      }
    }
  }

  @Test
  void withoutATokenNothingButTheOpenRoutesAnswers() {
    for (Route route : routes()) {
      int status = stage.ask(stage.nobody(), route, stage.ids(RouteStage.OWN)).status();
      assertThat(status == 401).as(route.name()).isEqualTo(!route.isOpen());
    }
  }
}
