package io.awfar.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// An agent who follows events while every payload there is comes in. A system of its own, for
/// others count all that they posted.
@Timeout(240)
class LiveEndToEndIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// What does not change after a message has come.
  private static final List<String> MEMBERS =
      List.of("direction", "type", "waMessageId", "replyTo", "body", "content");

  /// Public examples have one id of WhatsApp's for messages of several people, as WhatsApp never
  /// has: all of them are told, and the first that is stored stays.
  private final Map<String, Queue<JsonNode>> messages = new ConcurrentHashMap<>();

  private final Map<String, Queue<JsonNode>> told = new ConcurrentHashMap<>();

  @Test
  void whatIsToldIsWhatThePagesShow(@TempDir Path data) throws Exception {
    try (AwfarOnOneMachine awfar = AwfarOnOneMachine.start(OnFreePorts.in(data))) {
      AgentClient agent = new AgentClient(awfar.endpoints().http(Port.GATEWAY));
      agent.signIn(awfar.credentials().email(), awfar.credentials().password());
      agent.follow(this::tell);
      WebhookClient whatsApp =
          new WebhookClient(awfar.endpoints().webhook(), awfar.credentials().appSecret());
      for (byte[] body : Payloads.all()) {
        assertThat(whatsApp.post(body)).isEqualTo(200);
      }
      JsonNode sent =
          agent.send(
              "live",
              """
              {"channelId":"%s","to":"4915100055","text":"told to all"}
              """
                  .formatted(AwfarOnOneMachine.PHONE_NUMBER_IDS.getFirst()));
      String sendId = sent.get("messageId").asString();

      await().atMost(PATIENCE).until(() -> isTold("status", sendId));
      Totals totals = awfar.drain(PATIENCE);
      await().atMost(PATIENCE).until(() -> told("media").size() >= totals.files());
      assertThat(messages.get(sendId).element().path("status").asString()).isEqualTo("queued");
      assertThat(told("channel")).isNotEmpty();
      List<JsonNode> rows = new ArrayList<>();
      for (String chat : agent.chatIds()) {
        rows.addAll(agent.messages(UUID.fromString(chat)));
      }
      assertThat(rows).hasSizeGreaterThan(20);
      for (JsonNode row : rows) {
        if (!row.at("/content/historyStatus").isString()) {
          compare(row);
        }
      }
    }
  }

  private void compare(JsonNode row) {
    Queue<JsonNode> candidates = messages.get(row.path("id").asString());
    assertThat(candidates).as(row.toString()).isNotNull();
    JsonNode message =
        candidates.stream()
            .filter(each ->
                MEMBERS.stream().allMatch(member -> each.path(member).equals(row.path(member))))
            .findFirst()
            .orElse(candidates.element());
    assertThat(Instant.parse(message.path("createdAt").asString()))
        .isEqualTo(Instant.parse(row.path("createdAt").asString()));
    assertThat(message.propertyNames()).containsExactlyElementsOf(row.propertyNames());
    boolean changed =
        row.path("editedAt").isString()
            || row.path("revokedAt").isString()
            || row.path("type").asString().equals("edit")
            || row.path("waMessageId").isNull()
            || message.path("waMessageId").isNull();
    if (!changed) {
      for (String member : MEMBERS) {
        assertThat(message.path(member)).as(member + " of " + row).isEqualTo(row.path(member));
      }
      assertThat(message.path("media").path("fileName"))
          .isEqualTo(row.path("media").path("fileName"));
    }
  }

  private void tell(String kind, JsonNode data) {
    told(kind).add(data);
    if (kind.equals("message")) {
      JsonNode message = data.path("message");
      messages
          .computeIfAbsent(message.path("id").asString(), _ -> new ConcurrentLinkedQueue<>())
          .add(message);
    }
  }

  private Queue<JsonNode> told(String kind) {
    return told.computeIfAbsent(kind, _ -> new ConcurrentLinkedQueue<>());
  }

  private boolean isTold(String kind, String messageId) {
    return told(kind).stream()
        .anyMatch(data -> data.path("messageId").asString("").equals(messageId));
  }
}
