package io.awfar.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.awfar.gateway.openapi.Description.Route;
import io.awfar.gateway.openapi.RouteStage.Reply;
import java.util.List;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Holds answers to the document that describes them.
final class DescribedAnswers {

  private final JsonNode components;

  DescribedAnswers(Description description) {
    components = closed(description.document().path("components").deepCopy());
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

  void assertDescribed(Route route, Reply answer) {
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

  List<String> violations(JsonNode schema, String body) {
    ObjectNode whole = (ObjectNode) schema.deepCopy();
    whole.set("components", components);
    Schema compiled =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(whole.toString(), InputFormat.JSON);
    return compiled.validate(body, InputFormat.JSON).stream().map(Error::toString).toList();
  }
}
