package io.awfar.persistence.message;

import io.awfar.whatsapp.SendCommand;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a command says: the text that a person reads, and the JSON of the rest.
final class SentContent {

  /// Beyond it nothing is sent either.
  private static final int CHARS_MAX = 256 * 1024;

  private static final JsonMapper JSON = new JsonMapper();

  private SentContent() {}

  /// The column `body`, null if there is no text in it: as of a reaction that is taken off.
  static @Nullable String text(SendCommand command) {
    JsonNode content = read(command);
    JsonNode text =
        switch (command.getType()) {
          case "text" -> content.path("body");
          case "image", "video", "document" -> content.path("caption");
          case "interactive" -> content.path("body").path("text");
          case "location", "template" -> content.path("name");
          case "reaction" -> content.path("emoji");
          case "contacts" -> content.path(0).path("name").path("formatted_name");
          default -> content.path("caption");
        };
    return text.isString() && !text.stringValue().isEmpty() ? text.stringValue() : null;
  }

  /// The column `content`: nothing for a text, which says it all, or for what is no JSON.
  static @Nullable String json(SendCommand command) {
    JsonNode content = read(command);
    return command.getType().equals("text") || content.isMissingNode()
        ? null
        : JSON.writeValueAsString(JSON.createObjectNode().set("sent", content));
  }

  /// The message that it answers or reacts to.
  static @Nullable String replyTo(SendCommand command) {
    JsonNode reactedTo =
        command.getType().equals("reaction")
            ? read(command).path("message_id")
            : JSON.missingNode();
    return reactedTo.isString() ? reactedTo.stringValue() : command.getReplyTo();
  }

  private static JsonNode read(SendCommand command) {
    if (command.getContent().length() > CHARS_MAX) {
      return JSON.missingNode();
    }
    try {
      return JSON.readTree(command.getContent());
    } catch (JacksonException e) {
      // It will fail for that, too.
      return JSON.missingNode();
    }
  }
}
