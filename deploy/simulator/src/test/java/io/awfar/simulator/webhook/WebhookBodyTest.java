package io.awfar.simulator.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.simulator.Element;
import io.awfar.simulator.SimulatorSettings;
import io.awfar.simulator.payload.Event;
import io.awfar.simulator.payload.Post;
import io.awfar.simulator.traffic.PostSequence;
import io.awfar.simulator.traffic.TrafficSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WebhookBodyTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final List<Post> POSTS = new ArrayList<>();
  private static final List<JsonNode> BODIES = new ArrayList<>();
  private static final List<Element> ELEMENTS = new ArrayList<>();

  @BeforeAll
  static void generate() {
    TrafficSettings settings =
        SimulatorSettings.builder(URI.create("http://localhost/"), "s")
            .seed(3)
            .eventsMax(12_000)
            .build()
            .traffic();
    PostSequence sequence = new PostSequence(settings);
    while (sequence.hasNext()) {
      Post post = sequence.next();
      String body =
          new String(WebhookBody.of(post.events(), post.layout()), StandardCharsets.UTF_8);
      post.events().forEach(event -> assertThat(body).contains(event.json()));
      POSTS.add(post);
      BODIES.add(JSON.readTree(body));
      ELEMENTS.addAll(Element.of(BODIES.getLast()));
    }
  }

  @Test
  void everyEventOfAPostIsInItsBodyOnce() {
    for (int i = 0; i < POSTS.size(); i++) {
      assertThat(Element.of(BODIES.get(i)).stream().map(Element::identity))
          .containsExactlyInAnyOrderElementsOf(
              POSTS.get(i).events().stream().map(Event::identity).toList());
    }
  }

  @Test
  void everyTypeOfMessageAppearsInItsShape() {
    Map<String, String> members = new HashMap<>();
    members.put("text", "/text/body");
    for (String media : List.of("image", "video", "audio", "document", "sticker")) {
      members.put(media, "/" + media + "/id");
    }
    members.put("location", "/location/latitude");
    members.put("contacts", "/contacts/0/name/formatted_name");
    members.put("interactive", "/interactive/type");
    members.put("button", "/button/payload");
    members.put("reaction", "/reaction/message_id");
    members.put("order", "/order/product_items/0/product_retailer_id");
    members.put("system", "/system/body");
    members.put("unsupported", "/errors/0/code");
    members.put("request_welcome", "/timestamp");
    members.put("edit", "/edit/message/text/body");
    members.put("revoke", "/revoke/original_message_id");
    members.put("hologram", "/hologram/scene");
    Set<String> seen = new HashSet<>();
    for (Element element : of("messages")) {
      JsonNode message = element.json();
      String type = message.get("type").asString();
      seen.add(type);
      assertThat(message.get("id").asString()).startsWith("wamid.").hasSizeLessThan(200);
      assertThat(message.get("timestamp").asString()).matches("\\d{10}");
      assertThat(message.at(members.get(type)).isMissingNode()).as(type).isFalse();
    }
    assertThat(seen).isEqualTo(members.keySet());
  }

  @Test
  void everyKindOfInteractiveReplyAppearsInItsShape() {
    Set<String> kinds = new HashSet<>();
    for (Element element : of("messages")) {
      JsonNode interactive = element.json().path("interactive");
      if (interactive.isObject()) {
        String kind = interactive.get("type").asString();
        assertThat(interactive.path(kind).isObject()).as(kind).isTrue();
        kinds.add(kind);
      }
    }
    assertThat(kinds)
        .containsExactlyInAnyOrder(
            "button_reply", "list_reply", "nfm_reply", "call_permission_reply");
  }

  @Test
  void mediaSayWhatTheyAre() {
    for (Element element : of("messages")) {
      JsonNode media = element.json().path(element.json().get("type").asString());
      if (media.has("mime_type")) {
        assertThat(media.get("sha256").asString()).hasSize(44);
        assertThat(media.get("id").asString()).matches("\\d{19}");
      }
    }
    assertThat(of("messages")).anyMatch(e -> e.json().at("/audio/voice").asBoolean(false));
    assertThat(of("messages")).anyMatch(e -> e.json().at("/document/filename").isString());
  }

  @Test
  void theSenderOfEveryMessageCanBeToldFromItsChange() {
    for (Element element : of("messages")) {
      JsonNode message = element.json();
      String from = message.path("from").asString("");
      String userId = message.path("from_user_id").asString("");
      JsonNode contacts = element.value().path("contacts");
      if (message.get("type").asString().equals("system")) {
        assertThat(contacts.isMissingNode()).isTrue();
        assertThat(from + userId).isNotEmpty();
      } else if (from.isEmpty() && userId.isEmpty()) {
        assertThat(contacts.size()).isEqualTo(1);
        assertThat(contacts.at("/0/user_id").asString()).startsWith("US.");
      } else {
        assertThat(contacts)
            .anyMatch(c ->
                (!from.isEmpty() && c.path("wa_id").asString("").equals(from))
                    || (!userId.isEmpty() && c.path("user_id").asString("").equals(userId)));
      }
    }
  }

  @Test
  void somePeopleHideTheirNumberInEveryWayWhatsAppShowsThat() {
    List<JsonNode> hidden =
        of("messages").stream()
            .map(Element::json)
            .filter(m -> m.path("from").asString("").isEmpty())
            .toList();
    assertThat((double) hidden.size() / of("messages").size()).isBetween(0.05, 0.15);
    assertThat(hidden).anyMatch(m -> m.has("from")).anyMatch(m -> !m.has("from"));
    assertThat(hidden).anyMatch(m -> m.has("from_user_id")).anyMatch(m -> !m.has("from_user_id"));
  }

  @Test
  void contextsAppearInEveryForm() {
    List<JsonNode> messages = of("messages").stream().map(Element::json).toList();
    assertThat(messages)
        .anyMatch(m -> m.at("/context/id").isString())
        .anyMatch(m -> m.at("/context/forwarded").asBoolean(false))
        .anyMatch(m -> m.at("/context/frequently_forwarded").asBoolean(false))
        .anyMatch(m -> m.at("/context/referred_product/product_retailer_id").isString())
        .anyMatch(m -> m.at("/referral/source_id").isString())
        .anyMatch(m -> m.has("group_id"))
        .anyMatch(m -> m.has("reaction") && !m.at("/reaction/emoji").isString())
        .anyMatch(m -> m.at("/reaction/emoji").asString("x").isEmpty());
  }

  @Test
  void anEditOrARevocationIsOfAnEarlierMessageOfTheSameSender() {
    Map<String, String> senders = new HashMap<>();
    for (Element element : of("messages")) {
      senders.put(element.json().get("id").asString(), sender(element));
    }
    for (Element element : of("messages")) {
      for (String type : List.of("edit", "revoke")) {
        String original = element.json().path(type).path("original_message_id").asString("");
        if (!original.isEmpty()) {
          assertThat(senders.get(original)).isEqualTo(sender(element));
        }
      }
    }
  }

  @Test
  void statusesAppearInEveryForm() {
    List<JsonNode> statuses = of("statuses").stream().map(Element::json).toList();
    Set<String> steps =
        statuses.stream().map(s -> s.get("status").asString()).collect(Collectors.toSet());
    assertThat(steps).containsExactlyInAnyOrder("sent", "delivered", "read", "failed", "played");
    assertThat(statuses)
        .allMatch(s -> s.has("recipient_id") || s.has("recipient_user_id"))
        .allMatch(s -> s.get("status").asString().equals("failed") == s.has("errors"))
        .anyMatch(s -> !s.has("recipient_id"))
        .anyMatch(s -> s.has("biz_opaque_callback_data"))
        .anyMatch(s -> s.at("/pricing/pricing_model").asString("").equals("CBP"))
        .anyMatch(s -> s.at("/pricing/pricing_model").asString("").equals("PMP"))
        .anyMatch(s -> s.at("/conversation/expiration_timestamp").isString())
        .anyMatch(s -> s.has("conversation") && !s.at("/conversation").has("expiration_timestamp"))
        .anyMatch(s -> !s.has("pricing") && !s.has("errors"))
        .anyMatch(s -> s.path("recipient_type").asString("").equals("group"));
  }

  @Test
  void someStatusesComeBeforeTheEchoOfTheirMessageAndSomeOutOfOrder() {
    List<String> order = new ArrayList<>();
    for (Element element : ELEMENTS) {
      switch (element.kind()) {
        case "statuses" ->
            order.add(
                element.json().get("status").asString() + element.json().get("id").asString());
        case "smb_message_echoes" ->
            order.add("echo" + element.json().at("/message_echoes/0/id").asString());
        default -> {}
      }
    }
    Map<String, Integer> first = new HashMap<>();
    for (int i = 0; i < order.size(); i++) {
      first.putIfAbsent(order.get(i), i);
    }
    assertThat(first.keySet()).anyMatch(key -> comesBefore(first, key, "sent", "echo"));
    assertThat(first.keySet()).anyMatch(key -> comesBefore(first, key, "read", "delivered"));
    assertThat(first.keySet()).anyMatch(key -> comesBefore(first, key, "delivered", "read"));
  }

  @Test
  void everyFieldOfAChannelAppears() {
    Set<String> fields = ELEMENTS.stream().map(Element::kind).collect(Collectors.toSet());
    fields.removeAll(List.of("messages", "statuses"));
    assertThat(fields)
        .containsExactlyInAnyOrder(
            "message_template_status_update",
            "message_template_quality_update",
            "message_template_components_update",
            "template_category_update",
            "account_update",
            "account_alerts",
            "phone_number_name_update",
            "phone_number_quality_update",
            "security",
            "payment_configuration_update",
            "smb_message_echoes",
            "history",
            "smb_app_state_sync",
            "user_preferences",
            "calls",
            "group_lifecycle_update");
  }

  @Test
  void textsAreArabicAndLatinWithEmoji() {
    String all =
        of("messages").stream()
            .map(e -> e.json().at("/text/body").asString(""))
            .collect(Collectors.joining());
    assertThat(all).contains("السلام عليكم").contains("Hello").contains("🙏🏽").contains("\n");
  }

  @Test
  void bodiesHaveSeveralEntriesChangesMessagesAndStatuses() {
    assertThat(BODIES)
        .allMatch(b -> b.get("object").asString().equals("whatsapp_business_account"))
        .anyMatch(b -> b.get("entry").size() > 1)
        .anyMatch(b -> b.at("/entry/0/changes").size() > 1)
        .anyMatch(b -> b.at("/entry/0/changes/0/value/messages").size() > 1)
        .anyMatch(b -> b.at("/entry/0/changes/0/value/statuses").size() > 1)
        .anyMatch(b ->
            b.at("/entry/0/changes/0/value").has("messages")
                && b.at("/entry/0/changes/0/value").has("statuses"));
    Set<String> numbers =
        BODIES.stream()
            .map(b -> b.at("/entry/0/changes/0/value/metadata/phone_number_id").asString(""))
            .collect(Collectors.toSet());
    assertThat(numbers).contains("106540352242922", "106540352242923", "106540352242924");
  }

  private static List<Element> of(String kind) {
    return ELEMENTS.stream().filter(e -> e.kind().equals(kind)).toList();
  }

  private static String sender(Element element) {
    String userId = element.json().path("from_user_id").asString("");
    String from = element.json().path("from").asString("");
    return !from.isEmpty()
        ? from
        : userId.isEmpty() ? element.value().at("/contacts/0/user_id").asString() : userId;
  }

  private static boolean comesBefore(
      Map<String, Integer> first, String key, String early, String late) {
    Integer other = key.startsWith(early) ? first.get(late + key.substring(early.length())) : null;
    return other != null && first.get(key) < other;
  }
}
