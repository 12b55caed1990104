package io.awfar.gateway.openapi;

import static io.awfar.gateway.openapi.TwoWorkspaces.OTHER;
import static io.awfar.gateway.openapi.TwoWorkspaces.OWN;
import static io.awfar.gateway.openapi.TwoWorkspaces.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.openapi.Description.Route;
import io.awfar.gateway.openapi.RouteStage.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
  private static TwoWorkspaces workspaces;
  private static DescribedAnswers answers;

  @BeforeAll
  static void start() {
    stage = RouteStage.start("87");
    workspaces = stage.workspaces();
    answers = new DescribedAnswers(stage.description());
  }

  @AfterAll
  static void stop() {
    stage.close();
  }

  private static List<Route> routes() {
    return stage.description().routes();
  }

  /// What a role is answered, which is what the document says.
  private static Reply ask(String role, Route route, Map<String, String> named) {
    Reply answer = stage.ask(role, route, named);
    answers.assertDescribed(route, answer);
    return answer;
  }

  private static Map<String, String> with(Map<String, String> own, String name, String id) {
    Map<String, String> named = new HashMap<>(own);
    named.put(name, id);
    return named;
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
    Map<String, String> foreign = workspaces.ids(OTHER);
    Map<String, String> unknown = workspaces.unknownIds();
    String before = workspaces.rows(OTHER);
    List<String> asked = new ArrayList<>();

    for (Route route : routes()) {
      if (!route.isOpen() && namesSomething(route)) {
        asked.add(route.name());
        for (String role : ROLES) {
          Reply answer = ask(role, route, foreign);
          if (FILTERED.contains(route.name())) {
            assertThat(answer.text()).as("%s as %s", route, role).startsWith("{\"data\":[],");
          } else {
            assertThat(answer.status()).as("%s as %s", route, role).isIn(403, 404);
          }
          assertThat(told(answer))
              .as("%s as %s", route, role)
              .isEqualTo(told(ask(role, route, unknown)));
          assertThat(answer.text()).doesNotContain(SECRET);
        }
      }
    }

    assertThat(asked)
        .contains(
            "GET /api/whatsapp/messages/{id}",
            "GET /api/whatsapp/search",
            "PATCH /api/auth/users/{id}",
            "PATCH /api/whatsapp/chats/{id}/notes/{noteId}");
    assertThat(workspaces.rows(OTHER)).isEqualTo(before);
  }

  /// Each of the ids that a request says, and the others of its own workspace.
  @Test
  void ofSeveralIdsNoneMayBeOfAnotherWorkspace() {
    Map<String, String> own = workspaces.ids(OWN);
    Map<String, String> foreign = workspaces.ids(OTHER);
    Map<String, String> unknown = workspaces.unknownIds();
    String before = workspaces.rows(OTHER);
    Set<String> several = new TreeSet<>();

    for (Route route : routes()) {
      Set<String> names = route.isOpen() ? Set.of() : stage.idsOf(route);
      if (names.size() > 1) {
        several.add(route.name());
        for (String name : names) {
          for (String role : ROLES) {
            Reply answer = ask(role, route, with(own, name, foreign.get(name)));
            if (FILTERED.contains(route.name())) {
              assertThat(answer.text())
                  .as("%s as %s, other %s", route, role, name)
                  .startsWith("{\"data\":[],");
            } else {
              assertThat(answer.status())
                  .as("%s as %s, other %s", route, role, name)
                  .isIn(403, 404, 422);
            }
            assertThat(told(answer))
                .as("%s as %s, other %s", route, role, name)
                .isEqualTo(told(ask(role, route, with(own, name, unknown.get(name)))));
            assertThat(answer.text()).doesNotContain(SECRET);
          }
        }
      }
    }

    assertThat(several)
        .contains(
            "GET /api/whatsapp/chats",
            "POST /api/whatsapp/chats/{id}/assign",
            "PUT /api/whatsapp/chats/{id}/labels/{labelId}",
            "DELETE /api/whatsapp/chats/{id}/labels/{labelId}",
            "PATCH /api/whatsapp/chats/{id}/notes/{noteId}",
            "DELETE /api/whatsapp/chats/{id}/notes/{noteId}");
    assertThat(workspaces.rows(OTHER)).isEqualTo(before);
  }

  private static List<Route> lists() {
    return routes().stream()
        .filter(route ->
            !route.isOpen() && route.method().equals("GET") && route.pathParameters().isEmpty())
        .toList();
  }

  @Test
  void noAnswerHoldsAnythingOfAnotherWorkspace() {
    for (Route route : lists()) {
      for (String role : ROLES) {
        assertHoldsNothingForeign(route, role, ask(role, route, workspaces.ids(OWN)));
        assertHoldsNothingForeign(route, role, stage.askPlainly(role, route, "salaam"));
        assertHoldsNothingForeign(route, role, stage.askPlainly(role, route, SECRET));
      }
    }
  }

  private static void assertHoldsNothingForeign(Route route, String role, Reply answer) {
    String text = answer.text();
    answers.assertDescribed(route, answer);
    assertThat(text).as("%s as %s", route, role).doesNotContain(SECRET, OTHER.toString());
    assertThat(workspaces.ids(OTHER).values())
        .as("%s as %s", route, role)
        .noneMatch(id -> text.contains("\"" + id + "\""));
  }

  /// So there is something that the answers above could hold.
  @Test
  void whoeverBelongsToTheOtherWorkspaceIsAnsweredWithIt() {
    List<String> telling =
        lists().stream()
            .filter(route -> !route.name().equals("GET /api/whatsapp/events"))
            .filter(route -> stage.askAsOther(route, SECRET).text().contains(SECRET))
            .map(Route::name)
            .toList();

    assertThat(telling)
        .contains(
            "GET /api/whatsapp/search",
            "GET /api/whatsapp/chats",
            "GET /api/whatsapp/labels",
            "GET /api/whatsapp/channels",
            "GET /api/auth/users",
            "GET /api/auth/invitations");
  }

  @Test
  void aStreamTellsNothingOfAnotherWorkspace() {
    for (String role : ROLES) {
      assertThat(stage.heard(role)).as(role).contains("heard-").doesNotContain(SECRET);
    }
  }

  @Test
  void aRouteRefusesARoleIfItSaysSoAndNeverAnAdministrator() {
    // What does not exist, so that nothing is changed on the way.
    Map<String, String> unknown = workspaces.unknownIds();
    for (Route route : routes()) {
      if (!route.isOpen() && !route.name().equals("POST /api/whatsapp/channels")) {
        List<String> refused =
            ROLES.stream().filter(role -> ask(role, route, unknown).status() == 403).toList();
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
      int status = stage.ask(stage.nobody(), route, workspaces.ids(OWN)).status();
      assertThat(status == 401).as(route.name()).isEqualTo(!route.isOpen());
    }
  }
}
