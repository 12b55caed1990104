package io.awfar.gateway.openapi;

import static io.awfar.gateway.SharedGateway.GATEWAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.openapi.Description.Route;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springdoc.core.service.OpenAPIService;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/// What the document says of every route, and how it is served.
class ApiDescriptionTest {

  private static final Set<String> OPEN =
      Set.of(
          "GET /health",
          "GET /.well-known/jwks.json",
          "POST /api/auth/login",
          "POST /api/auth/register");

  private static final String ID = "0197a5b0-0000-8000-8000-000000000000";

  private final Description description = Description.of(GATEWAY);

  @Test
  void everyRouteOfOursIsDescribed() {
    Set<String> served = new TreeSet<>();
    GATEWAY
        .bean(RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .forEach((route, method) -> {
          if (method.getBeanType().getName().startsWith("io.awfar.")) {
            served.add(
                route.getMethodsCondition().getMethods().iterator().next()
                    + " "
                    + route.getPatternsCondition().getPatterns().iterator().next());
          }
        });

    assertThat(description.routes())
        .extracting(Route::name)
        .containsExactlyInAnyOrderElementsOf(served)
        .hasSize(46);
  }

  @Test
  void everyRouteThatIsNotOpenByPurposeRefusesWithoutAToken() {
    for (Route route : description.routes()) {
      if (!OPEN.contains(route.name())) {
        GATEWAY
            .api()
            .method(HttpMethod.valueOf(route.method()))
            .uri(route.path(), ID, ID)
            .exchange()
            .expectStatus()
            .isUnauthorized();
      }
    }
  }

  @Test
  void theDocumentIsBuiltOnceWhateverLanguageIsAskedFor() {
    for (String language : List.of("ar", "en-x-aaaa1")) {
      GATEWAY
          .api()
          .get()
          .uri("/openapi")
          .header("Accept-Language", language)
          .exchange()
          .expectStatus()
          .isOk();

      assertThat(
              GATEWAY.bean(OpenAPIService.class).getCachedOpenAPI(Locale.forLanguageTag(language)))
          .isNull();
    }
    assertThat(GATEWAY.bean(OpenAPIService.class).getCachedOpenAPI(Locale.ENGLISH)).isNotNull();
  }

  @Test
  void everyRouteTellsItsAnswersAndRefusals() {
    for (Route route : description.routes()) {
      JsonNode answers = route.answers();
      assertThat(route.operation().path("summary").asString()).as(route.name()).isNotEmpty();
      // Nothing of today is linked by a code, nor does what is gone say anything.
      if (!answers.has("204") && !route.path().endsWith("/qr")) {
        assertThat(success(answers).path("content").path(typeOf(route)).path("schema"))
            .as(route.name())
            .isNotEmpty();
      }
      assertThat(route.problem(500).path("examples").path("internal_error"))
          .as(route.name())
          .isNotEmpty();
      assertThat(answers.has("401"))
          .as(route.name())
          .isEqualTo(!OPEN.contains(route.name()) || route.path().contains("login"));
    }
    assertThat(
            description
                .route("GET /api/whatsapp/chats/{id}/messages")
                .problem(404)
                .path("examples")
                .propertyNames())
        .contains("chat_not_found");
  }

  @Test
  void everyRouteOfTheApiTellsOfItsLimitsAndEveryOtherHasNone() {
    for (Route route : description.routes()) {
      JsonNode answers = route.answers();
      boolean limited = route.path().startsWith("/api/");
      assertThat(route.problem(429).path("examples").has("rate_limited"))
          .as(route.name())
          .isEqualTo(limited);
      assertThat(answers.at("/429/headers").propertyNames().contains("Retry-After"))
          .as(route.name())
          .isEqualTo(limited);
      if (limited && !route.path().endsWith("/qr")) {
        assertThat(success(answers).path("headers").propertyNames())
            .as(route.name())
            .contains("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "RateLimit");
      }
      if (!route.path().endsWith("/health")) {
        assertThat(route.problem(503).path("examples").has("busy")).as(route.name()).isTrue();
      }
    }
    assertThat(description.document().at("/components/headers").propertyNames())
        .contains("Retry-After", "RateLimit-Policy");
  }

  @Test
  void everyAnswerHasTheIdOfItsRequestAndEveryRefusalOfAForeignPageIsTold() {
    for (Route route : description.routes()) {
      JsonNode answers = route.answers();
      answers.forEach(answer ->
          assertThat(answer.path("headers").has("X-Request-Id")).as(route.name()).isTrue());
      assertThat(route.problem(403).path("examples").has("origin_refused"))
          .as(route.name())
          .isTrue();
      assertThat(route.problem(400).path("examples").has("bad_request")).as(route.name()).isTrue();
      if (answers.has("401")) {
        assertThat(answers.at("/401/headers").has("WWW-Authenticate")).as(route.name()).isTrue();
      }
    }
  }

  @Test
  void swaggerUiIsServedAsAPageThatMayRunItsOwnScriptsOnly() {
    GATEWAY.api().get().uri("/swagger-ui.html").exchange().expectStatus().is3xxRedirection();
    GATEWAY
        .api()
        .get()
        .uri("/swagger-ui/index.html")
        .exchange()
        .expectStatus()
        .isOk()
        .expectHeader()
        .value("Content-Security-Policy", csp -> assertThat(csp).contains("script-src 'self';"));
  }

  private static String typeOf(Route route) {
    return route.path().endsWith("/events") ? "text/event-stream" : "application/json";
  }

  private static JsonNode success(JsonNode answers) {
    return Stream.of("201", "202", "200", "204")
        .filter(answers::has)
        .map(answers::path)
        .findFirst()
        .orElseThrow();
  }
}
