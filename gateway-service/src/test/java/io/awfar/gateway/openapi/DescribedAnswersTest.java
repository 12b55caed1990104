package io.awfar.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.awfar.gateway.openapi.Description.Route;
import io.awfar.gateway.openapi.RouteStage.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What the gateway answers is what its document says, for every route: once as asked for, and once
/// refused.
class DescribedAnswersTest {

  /// What nothing of today is linked by.
  private static final Set<String> ALWAYS_REFUSED = Set.of("GET /api/whatsapp/qr");

  private static RouteStage stage;
  private static JsonNode components;

  @BeforeAll
  static void start() {
    stage = RouteStage.start("88");
    components = closed(stage.description().document().path("components").deepCopy());
  }

  @AfterAll
  static void stop() {
    stage.close();
  }

  /// The schemas, each without members that it does not name: the document promises that there are
  /// no others only where a body is taken, but none is to be forgotten here.
  private static JsonNode closed(JsonNode components) {
    components
        .path("schemas")
        .valueStream()
        .filter(schema -> schema.has("properties") && !schema.has("additionalProperties"))
        .forEach(schema -> ((ObjectNode) schema).put("additionalProperties", false));
    return components;
  }

  private static void assertDescribed(Route route, Reply answer) {
    int status = answer.status();
    assertThat(route.isDescribed(status)).as("%s answers %d", route, status).isTrue();
    if (answer.body().length == 0) {
      assertThat(route.operation().path("responses").path("" + status).has("content"))
          .as("%s answers %d without a body", route, status)
          .isFalse();
      return;
    }
    MediaType type = answer.headers().getContentType();
    assertThat(type).as(route.name()).isNotNull();
    JsonNode content =
        route
            .answer(status, type.getType() + "/" + type.getSubtype())
            .orElseThrow(() -> new AssertionError(route + " answers " + status + " as " + type));
    String text = answer.text();
    if (answer.isStream()) {
      assertThat(content.path("schema").path("type").asString()).isEqualTo("string");
      assertThat(text).as(route.name()).startsWith(": connected\n");
      return;
    }
    assertThat(violations(content.path("schema"), text))
        .as("%s answers %d: %s", route, status, text)
        .isEmpty();
    if (status >= 400) {
      String code = JsonMapper.shared().readTree(text).path("code").asString();
      assertThat(content.path("examples").propertyNames())
          .as("%s answers %d", route, status)
          .contains(code);
    }
  }

  private static List<String> violations(JsonNode schema, String body) {
    ObjectNode whole = (ObjectNode) schema.deepCopy();
    whole.set("components", components);
    Schema compiled =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(whole.toString(), InputFormat.JSON);
    return compiled.validate(body, InputFormat.JSON).stream().map(Error::toString).toList();
  }

  @Test
  void everyRouteAnswersAsDescribed() {
    List<String> failed = new ArrayList<>();
    Map<String, String> own = stage.ids(RouteStage.OWN);
    for (Route route : stage.description().routes()) {
      Reply answer = stage.ask("admin", route, own);
      assertDescribed(route, answer);
      if (answer.status() >= 300 && !ALWAYS_REFUSED.contains(route.name())) {
        failed.add(route + " answers " + answer.status() + " " + answer.text());
      }
    }
    assertThat(failed).isEmpty();
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
                  stage.ids(RouteStage.OWN))
              : stage.ask(stage.nobody(), route, stage.ids(RouteStage.OWN));
      assertThat(answer.status()).as(route.name()).isBetween(400, 499);
      assertDescribed(route, answer);
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
              assertThat(violations(content.path("schema"), content.path("example").toString()))
                  .as("%s answers %d: %s", route, status, content.path("example"))
                  .isEmpty();
            });
      }
    }
  }

  @Test
  void aWrongAnswerWouldBeFound() {
    JsonNode chat = JsonMapper.shared().readTree("{\"$ref\":\"#/components/schemas/ReadReceipt\"}");

    assertThat(violations(chat, "{}")).isNotEmpty();
    assertThat(violations(chat, "{\"sendId\":null,\"chatId\":\"x\",\"status\":\"gone\"}"))
        .isNotEmpty();
    assertThat(
            violations(chat, "{\"sendId\":null,\"chatId\":\"x\",\"status\":\"queued\",\"more\":1}"))
        .isNotEmpty();
  }
}
