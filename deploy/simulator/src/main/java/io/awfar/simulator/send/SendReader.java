package io.awfar.simulator.send;

import io.awfar.simulator.graph.GraphError;
import io.awfar.simulator.send.SendRequest.Outgoing;
import io.awfar.simulator.send.SendRequest.ReadMark;
import io.awfar.simulator.template.TemplateUse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads what is posted to `/{phone-number-id}/messages` and refuses what is not well-formed.
public final class SendReader {

  /// Longest id of a message.
  static final int WAMID_CHARS_MAX = 400;

  private static final int CALLBACK_CHARS_MAX = 512;
  private static final int NAME_CHARS_MAX = 100;

  private final JsonMapper json = new JsonMapper();
  private final KnownMedia media;
  private final Map<String, SendShape> shapes;
  private final Set<String> types;

  /// A reader that knows these files.
  public SendReader(KnownMedia media) {
    this.media = media;
    this.shapes =
        Map.of(
            "text", new TextShape(),
            "image", new MediaShape(List.of("caption"), media),
            "video", new MediaShape(List.of("caption"), media),
            "audio", new MediaShape(List.of("voice"), media),
            "document", new MediaShape(List.of("caption", "filename"), media),
            "sticker", new MediaShape(List.of(), media),
            "location", new LocationShape(),
            "reaction", new ReactionShape(),
            "interactive", new InteractiveShape(media));
    this.types = new TreeSet<>(shapes.keySet());
    this.types.addAll(List.of("contacts", "template"));
  }

  /// What the bytes say.
  ///
  /// @throws GraphError 100, 131008 or 131009 with the first thing that is wrong
  public SendRequest read(byte[] body) throws GraphError {
    Member message = Member.root(parse(body));
    String unused = message.oneOf("messaging_product", Set.of("whatsapp"));
    return message.has("status") ? readMark(message) : outgoing(message);
  }

  /// Meta's pages "Mark messages as read" and "Typing indicators".
  private static ReadMark readMark(Member message) throws GraphError {
    String unused = message.oneOf("status", Set.of("read"));
    String id = message.text("message_id", WAMID_CHARS_MAX);
    boolean typing = message.has("typing_indicator");
    if (typing) {
      String unusedType = message.object("typing_indicator").oneOf("type", Set.of("text"));
    }
    return new ReadMark(id, typing);
  }

  private Outgoing outgoing(Member message) throws GraphError {
    Recipient recipient = Recipient.of(message);
    String type = message.has("type") ? message.text("type", NAME_CHARS_MAX) : "text";
    if (!types.contains(type)) {
      String unused = message.oneOf("type", types);
    }
    if (message.has("context")) {
      String unused = message.object("context").text("message_id", WAMID_CHARS_MAX);
    }
    Optional<TemplateUse> template = Optional.empty();
    SendShape shape = shapes.get(type);
    if (shape != null) {
      shape.check(message.object(type));
    } else if (type.equals("template")) {
      template = Optional.of(TemplateShape.read(message.object(type), media));
    } else {
      ContactsShape.check(message.list(type));
    }
    return new Outgoing(recipient.id(), recipient.kind(), type, callbackData(message), template);
  }

  private static @Nullable String callbackData(Member message) throws GraphError {
    return message.has("biz_opaque_callback_data")
        ? message.maybeEmpty("biz_opaque_callback_data", CALLBACK_CHARS_MAX)
        : null;
  }

  private JsonNode parse(byte[] body) throws GraphError {
    try {
      JsonNode message = json.readTree(body);
      if (message != null && message.isObject()) {
        return message;
      }
    } catch (JacksonException e) {
      throw GraphError.parameter("The body is not JSON.");
    }
    throw GraphError.member("The parameter messaging_product is required.");
  }
}
