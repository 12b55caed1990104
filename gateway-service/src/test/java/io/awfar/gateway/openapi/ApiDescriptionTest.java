package io.awfar.gateway.openapi;

import static io.awfar.gateway.SharedGateway.GATEWAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springdoc.core.service.OpenAPIService;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ApiDescriptionTest {

  private static final Set<String> OPEN =
      Set.of(
          "GET /health",
          "GET /.well-known/jwks.json",
          "POST /api/auth/login",
          "POST /api/auth/register");

  private static final String ID = "0197a5b0-0000-8000-8000-000000000000";

  private final JsonNode document = document();

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

    assertThat(routes()).isEqualTo(served).hasSize(46);
  }

  @Test
  void everyRouteThatIsNotOpenByPurposeRefusesWithoutAToken() {
    for (String route : routes()) {
      if (!OPEN.contains(route)) {
        String[] methodAndPath = route.split(" ");
        GATEWAY
            .api()
            .method(HttpMethod.valueOf(methodAndPath[0]))
            .uri(methodAndPath[1], ID, ID)
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
    for (String route : routes()) {
      JsonNode operation = operation(route);
      JsonNode answers = operation.path("responses");
      assertThat(operation.path("summary").asString()).as(route).isNotEmpty();
      // Nothing of today is linked by a code, nor does what is gone say anything.
      if (!answers.has("204") && !route.endsWith("/qr")) {
        assertThat(success(answers).path("content").path(typeOf(route)).path("schema"))
            .as(route)
            .isNotEmpty();
      }
      assertThat(problem(answers, "500").path("examples").path("internal_error"))
          .as(route)
          .isNotEmpty();
      assertThat(answers.has("401"))
          .as(route)
          .isEqualTo(!OPEN.contains(route) || route.contains("login"));
    }
    assertThat(
            problem(operation("GET /api/whatsapp/chats/{id}/messages").path("responses"), "404")
                .path("examples")
                .propertyNames())
        .contains("chat_not_found");
  }

  @Test
  void everyRouteOfTheApiTellsOfItsLimitsAndEveryOtherHasNone() {
    for (String route : routes()) {
      JsonNode answers = operation(route).path("responses");
      boolean limited = route.contains(" /api/");
      assertThat(problem(answers, "429").path("examples").has("rate_limited"))
          .as(route)
          .isEqualTo(limited);
      assertThat(answers.at("/429/headers").propertyNames().contains("Retry-After"))
          .as(route)
          .isEqualTo(limited);
      if (limited && !route.endsWith("/qr")) {
        assertThat(success(answers).path("headers").propertyNames())
            .as(route)
            .contains("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "RateLimit");
      }
      if (!route.endsWith("/health")) {
        assertThat(problem(answers, "503").path("examples").has("busy")).as(route).isTrue();
      }
    }
    assertThat(document.at("/components/headers").propertyNames())
        .contains("Retry-After", "RateLimit-Policy");
  }

  @Test
  void aMemberThatMayBeNullSaysSoAndAnyOtherIsRequired() {
    JsonNode message = document.path("components").path("schemas").path("Message");

    assertThat(message.path("required").valueStream().map(JsonNode::asString))
        .contains("id", "direction", "createdAt", "body", "media");
    assertThat(message.at("/properties/body/type").valueStream().map(JsonNode::asString))
        .containsExactlyInAnyOrder("string", "null");
    assertThat(message.at("/properties/content/type").valueStream().map(JsonNode::asString))
        .containsExactlyInAnyOrder("object", "null");
    assertThat(message.at("/properties/media/anyOf").size()).isEqualTo(2);
    assertThat(message.at("/properties/id/type").asString()).isEqualTo("string");
  }

  @Test
  void whatMayBeMissingInARequestIsNotRequired() {
    JsonNode user = document.at("/components/schemas/NewUser");

    assertThat(user.path("required").valueStream().map(JsonNode::asString))
        .containsExactlyInAnyOrder("email", "password", "name");
    assertThat(document.at("/components/schemas/LabelPatch").has("required")).isFalse();
  }

  @Test
  void everyAnswerHasTheIdOfItsRequestAndEveryRefusalOfAForeignPageIsTold() {
    for (String route : routes()) {
      JsonNode answers = operation(route).path("responses");
      answers.forEach(
          answer -> assertThat(answer.path("headers").has("X-Request-Id")).as(route).isTrue());
      assertThat(problem(answers, "403").path("examples").has("origin_refused")).as(route).isTrue();
      assertThat(problem(answers, "400").path("examples").has("bad_request")).as(route).isTrue();
      if (answers.has("401")) {
        assertThat(answers.at("/401/headers").has("WWW-Authenticate")).as(route).isTrue();
      }
    }
  }

  @Test
  void aBodyThatTakesNoOtherMembersSaysSo() {
    JsonNode schemas = document.path("components").path("schemas");

    Map<String, String> memberOf =
        Map.of(
            "NewChannel", "accessToken",
            "ChannelPatch", "accessToken",
            "NewInvitation", "role",
            "MemberPatch", "role",
            "NewLabel", "name",
            "LabelPatch", "name",
            "NewAssignee", "userId",
            "NoteText", "text");
    memberOf.forEach((name, member) -> {
      JsonNode body = schemas.path(name);
      assertThat(body.path("additionalProperties").asBoolean(true)).as(name).isFalse();
      assertThat(body.path("properties").propertyNames())
          .contains(member)
          .doesNotContain("unknown");
    });
    assertThat(schemas.has("UnknownMember")).isFalse();
  }

  @Test
  void theBoundsOfAPageAreDescribed() {
    JsonNode parameters = operation("GET /api/whatsapp/chats/{id}/messages").path("parameters");
    Set<String> names = new TreeSet<>();
    for (JsonNode parameter : parameters) {
      names.add(parameter.path("name").asString());
      if (parameter.path("name").asString().equals("limit")) {
        assertThat(parameter.path("schema").path("maximum").asInt()).isEqualTo(100);
        assertThat(parameter.path("schema").path("minimum").asInt()).isEqualTo(1);
      }
      if (parameter.path("name").asString().equals("before")) {
        assertThat(parameter.path("schema").path("type").asString()).isEqualTo("string");
      }
    }
    assertThat(names).containsExactly("before", "id", "limit", "offset", "total");
  }

  @Test
  void theFiltersOfTheListOfChatsAreDescribed() {
    JsonNode parameters = operation("GET /api/whatsapp/chats").path("parameters");

    assertThat(parameters.valueStream().map(parameter -> parameter.path("name").asString()))
        .containsExactlyInAnyOrder(
            "limit",
            "offset",
            "before",
            "total",
            "assignee",
            "state",
            "label",
            "channelId",
            "unread");
  }

  @Test
  void theBodyOfASendIsDescribedAndItsKeyIsAHeader() {
    JsonNode send = operation("POST /api/whatsapp/send");
    String body = "/requestBody/content/application~1json/schema/$ref";

    assertThat(send.at(body).asString()).isEqualTo("#/components/schemas/SendRequest");
    assertThat(document.at("/components/schemas/SendRequest/properties").propertyNames())
        .contains("chatId", "to", "channelId", "text", "image", "template", "read", "context");
    assertThat(document.at("/components/schemas/SendRequest").has("required")).isFalse();
    assertThat(send.path("parameters").valueStream().map(p -> p.path("name").asString()))
        .containsExactly("Idempotency-Key");
    assertThat(problem(send.path("responses"), "409").path("examples").propertyNames())
        .contains("window_closed", "request_in_progress", "channel_unusable");
  }

  @Test
  void aNewPasswordSaysItsBounds() {
    for (String member :
        Set.of("NewUser/properties/password", "PasswordChange/properties/newPassword")) {
      JsonNode password = document.at("/components/schemas/" + member);
      assertThat(password.path("minLength").asInt()).as(member).isEqualTo(8);
      assertThat(password.path("maxLength").asInt()).as(member).isEqualTo(72);
    }
  }

  @Test
  void eachKindOfEventHasAnExampleAsItIsSent() {
    JsonNode events = operation("GET /api/whatsapp/events");

    JsonNode examples = events.at("/responses/200/content/text~1event-stream/examples");

    assertThat(examples.propertyNames())
        .containsExactlyInAnyOrder(
            "message", "status", "media", "channel", "session", "reset", "heart-beat");
    assertThat(examples.at("/message/value").asString())
        .startsWith("event: message\nid: ")
        .contains("\ndata: {");
    assertThat(events.path("parameters").valueStream().map(p -> p.path("name").asString()))
        .containsExactly("Last-Event-ID");
    assertThat(problem(events.path("responses"), "429").path("examples").propertyNames())
        .contains("streams_exhausted");
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

  private Set<String> routes() {
    Set<String> routes = new TreeSet<>();
    document
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .propertyNames()
                .forEach(method -> routes.add(method.toUpperCase() + " " + path.getKey())));
    return routes;
  }

  private JsonNode operation(String route) {
    String[] methodAndPath = route.split(" ");
    return document.path("paths").path(methodAndPath[1]).path(methodAndPath[0].toLowerCase());
  }

  private static String typeOf(String route) {
    return route.endsWith("/events") ? "text/event-stream" : "application/json";
  }

  private static JsonNode success(JsonNode answers) {
    return Stream.of("201", "202", "200", "204")
        .filter(answers::has)
        .map(answers::path)
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode problem(JsonNode answers, String status) {
    return answers.path(status).path("content").path("application/problem+json");
  }

  private static JsonNode document() {
    byte[] document =
        GATEWAY
            .api()
            .get()
            .uri("/openapi")
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody()
            .returnResult()
            .getResponseBody();
    return JsonMapper.shared().readTree(document);
  }
}
