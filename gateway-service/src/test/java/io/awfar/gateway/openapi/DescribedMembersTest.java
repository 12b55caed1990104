package io.awfar.gateway.openapi;

import static io.awfar.gateway.SharedGateway.GATEWAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.openapi.Description.Route;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What the document says of single bodies, members and parameters.
class DescribedMembersTest {

  private final Description description = Description.of(GATEWAY);
  private final JsonNode document = description.document();

  @Test
  void aMemberThatMayBeNullSaysSoAndAnyOtherIsRequired() {
    JsonNode message = document.at("/components/schemas/Message");

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
  void aBodyThatTakesNoOtherMembersSaysSo() {
    JsonNode schemas = document.at("/components/schemas");

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
    JsonNode parameters =
        description.route("GET /api/whatsapp/chats/{id}/messages").operation().path("parameters");
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
    JsonNode parameters =
        description.route("GET /api/whatsapp/chats").operation().path("parameters");

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
    Route route = description.route("POST /api/whatsapp/send");
    JsonNode send = route.operation();
    String body = "/requestBody/content/application~1json/schema/$ref";

    assertThat(send.at(body).asString()).isEqualTo("#/components/schemas/SendRequest");
    assertThat(document.at("/components/schemas/SendRequest/properties").propertyNames())
        .contains("chatId", "to", "channelId", "text", "image", "template", "read", "context");
    assertThat(document.at("/components/schemas/SendRequest").has("required")).isFalse();
    assertThat(send.path("parameters").valueStream().map(p -> p.path("name").asString()))
        .containsExactly("Idempotency-Key", "X-Idempotency-Key");
    assertThat(route.problem(409).path("examples").propertyNames())
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
    Route route = description.route("GET /api/whatsapp/events");
    JsonNode events = route.operation();

    JsonNode examples = events.at("/responses/200/content/text~1event-stream/examples");

    assertThat(examples.propertyNames())
        .containsExactlyInAnyOrder(
            "message", "status", "media", "channel", "session", "reset", "heart-beat");
    assertThat(examples.at("/message/value").asString())
        .startsWith("event: message\nid: ")
        .contains("\ndata: {");
    assertThat(events.path("parameters").valueStream().map(p -> p.path("name").asString()))
        .containsExactly("Last-Event-ID");
    assertThat(route.problem(429).path("examples").propertyNames()).contains("streams_exhausted");
  }
}
