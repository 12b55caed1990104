package io.awfar.gateway.openapi;

import static io.awfar.gateway.openapi.TwoWorkspaces.OWN;
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
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the gateway answers is what its document says, for every route: once as asked for, and once
/// refused.
class DescribedAnswersTest {

  /// What nothing of today is linked by.
  private static final Set<String> ALWAYS_REFUSED = Set.of("GET /api/whatsapp/qr");

  private static RouteStage stage;
  private static DescribedAnswers answers;

  @BeforeAll
  static void start() {
    stage = RouteStage.start("88");
    answers = new DescribedAnswers(stage.description());
  }

  @AfterAll
  static void stop() {
    stage.close();
  }

  @Test
  void everyRouteAnswersAsDescribed() {
    List<String> failed = new ArrayList<>();
    List<String> notToldAgain = new ArrayList<>();
    Map<String, String> own = stage.workspaces().ids(OWN);
    for (Route route : stage.description().routes()) {
      Reply answer = stage.ask("admin", route, own);
      answers.assertDescribed(route, answer);
      if (answer.status() >= 300 && !ALWAYS_REFUSED.contains(route.name())) {
        failed.add(route + " answers " + answer.status() + " " + answer.text());
      }
      String tag = answer.headers().getETag();
      if (tag != null && route.method().equals("GET")) {
        Reply again = stage.askAgain("admin", route, own, tag);
        assertThat(again.status()).as(route.name()).isEqualTo(304);
        answers.assertDescribed(route, again);
        assertThat(route.parameters("header").toString()).contains(HttpHeaders.IF_NONE_MATCH);
        notToldAgain.add(route.name());
      }
    }
    assertThat(failed).isEmpty();
    assertThat(notToldAgain).contains("GET /api/whatsapp/channels/{id}");
  }

  @Test
  void everyRouteRefusesAsDescribed() {
    for (Route route : stage.description().routes()) {
      var answer =
          route.isOpen()
              ? stage.ask(
                  stage
                      .nobody()
                      .mutate()
                      .defaultHeaders(headers -> headers.setAccept(List.of(MediaType.TEXT_HTML)))
                      .build(),
                  route,
                  stage.workspaces().ids(OWN))
              : stage.ask(stage.nobody(), route, stage.workspaces().ids(OWN));
      assertThat(answer.status()).as(route.name()).isBetween(400, 499);
      answers.assertDescribed(route, answer);
    }
  }

  @Test
  void everyAnswerThatSucceedsHasAnExampleThatIsAsDescribed() {
    for (Route route : stage.description().routes()) {
      for (int status : new int[] {200, 201, 202}) {
        route
            .answer(status, MediaType.APPLICATION_JSON_VALUE)
            .ifPresent(content -> {
              assertThat(content.has("example")).as("%s answers %d", route, status).isTrue();
              assertThat(
                      answers.violations(
                          content.path("schema"), content.path("example").toString()))
                  .as("%s answers %d: %s", route, status, content.path("example"))
                  .isEmpty();
            });
      }
    }
  }

  @Test
  void aWrongAnswerWouldBeFound() {
    JsonNode chat = JsonMapper.shared().readTree("{\"$ref\":\"#/components/schemas/ReadReceipt\"}");

    assertThat(answers.violations(chat, "{}")).isNotEmpty();
    assertThat(answers.violations(chat, "{\"sendId\":null,\"chatId\":\"x\",\"status\":\"gone\"}"))
        .isNotEmpty();
    assertThat(
            answers.violations(
                chat, "{\"sendId\":null,\"chatId\":\"x\",\"status\":\"queued\",\"more\":1}"))
        .isNotEmpty();
  }
}
