package io.awfar.dedup;

import io.awfar.schemas.id.EventIdentity;
import io.awfar.schemas.id.Sha256;
import io.awfar.schemas.serde.AvroDeserializer;
import io.awfar.whatsapp.EventKind;
import io.awfar.whatsapp.RawEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// The webhooks under `src/test/resources/payloads`, one event each, as the edge makes raw events
/// of them.
public final class Payloads {

  public static final UUID OWNER = UUID.fromString("00000000-0000-4000-8000-000000000001");
  public static final Instant RECEIVED_AT = Instant.parse("2026-11-05T09:30:00.123Z");

  private static final Path FOLDER = Path.of("src/test/resources/payloads");
  private static final JsonMapper JSON = new JsonMapper();
  private static final Map<String, RawEvent> READ = new ConcurrentHashMap<>();

  static {
    // Avro makes no record of a class that nobody vouched for; the deserializer does.
    new AvroDeserializer<RawEvent>(new KnownSchemas()).close();
  }

  private Payloads() {}

  /// The names of all payloads, which tell their kind: `message-`, `status-` or `event-`.
  public static List<String> names() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString().replace(".json", ""))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static RawEvent rawEvent(String name) {
    return READ.computeIfAbsent(name, Payloads::read);
  }

  private static RawEvent read(String name) {
    try {
      JsonNode entry =
          JSON.readTree(Files.readString(FOLDER.resolve(name + ".json"))).at("/entry/0");
      JsonNode change = entry.at("/changes/0");
      return rawEvent(
          entry.get("id").asString(), change.get("field").asString(), change.get("value"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// An event of a kind with this payload, whatever it is.
  public static RawEvent rawEvent(EventKind kind, String payload) {
    return RawEvent.newBuilder()
        .setIdentity("c|461203847759012|test|" + Sha256.hex(payload))
        .setKind(kind)
        .setOwnerId(OWNER)
        .setChannelId("461203847759012")
        .setBusinessAccountId("389471120056134")
        .setField("messages")
        .setReceivedAt(RECEIVED_AT)
        .setPayload(ByteBuffer.wrap(payload.getBytes(StandardCharsets.UTF_8)))
        .build();
  }

  /// A text message with an id of its own.
  public static RawEvent text(String waMessageId, Instant receivedAt) {
    String payload =
        """
        {"messaging_product":"whatsapp","metadata":{"phone_number_id":"461203847759012"},
        "contacts":[{"wa_id":"201001234567","profile":{"name":"Mona"}}],"messages":[{
        "from":"201001234567","id":"%s","timestamp":"%d","type":"text","text":{"body":"hi"}}]}\
        """
            .formatted(waMessageId, receivedAt.getEpochSecond());
    return RawEvent.newBuilder(rawEvent(EventKind.MESSAGE, payload))
        .setIdentity(EventIdentity.message("461203847759012", waMessageId))
        .setReceivedAt(receivedAt)
        .build();
  }

  /// The raw event of one change whose value holds one event.
  public static RawEvent rawEvent(String businessAccountId, String field, JsonNode value) {
    String channelId = value.at("/metadata/phone_number_id").asString(businessAccountId);
    JsonNode message = message(value);
    EventKind kind =
        !message.isMissingNode()
            ? EventKind.MESSAGE
            : value.has("statuses") && field.equals("messages")
                ? EventKind.STATUS
                : EventKind.CHANNEL_EVENT;
    JsonNode status = value.at("/statuses/0");
    String identity =
        switch (kind) {
          case MESSAGE -> messageIdentity(channelId, message);
          case STATUS ->
              EventIdentity.status(
                  channelId,
                  status.get("id").asString(),
                  status.get("status").asString(),
                  status
                      .path("recipient_user_id")
                      .asString(status.path("recipient_id").asString("")));
          default -> EventIdentity.channelEvent(channelId, field, Sha256.hex(value.toString()), "");
        };
    return RawEvent.newBuilder(rawEvent(kind, value.toString()))
        .setIdentity(identity)
        .setChannelId(channelId)
        .setBusinessAccountId(businessAccountId)
        .setField(field)
        .build();
  }

  private static JsonNode message(JsonNode value) {
    return Stream.of("/messages/0", "/message_echoes/0", "/history/0/threads/0/messages/0")
        .map(value::at)
        .filter(node -> !node.isMissingNode())
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  private static String messageIdentity(String channelId, JsonNode message) {
    String id = message.path("id").asString("none");
    return message.path("type").asString("").equals("media_placeholder")
        ? EventIdentity.placeholder(channelId, id)
        : EventIdentity.message(channelId, id);
  }
}
