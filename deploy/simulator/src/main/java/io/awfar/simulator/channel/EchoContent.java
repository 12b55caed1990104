package io.awfar.simulator.channel;

import io.awfar.simulator.payload.JsonText;
import java.util.function.Consumer;

/// What the business did in the WhatsApp Business app: Meta's page "smb_message_echoes webhook
/// reference". Content is written as in messages of people.
///
/// @param type `message_echoes[].type`
/// @param members the members of the member that is named like the type
public record EchoContent(String type, Consumer<JsonText> members) {

  /// It wrote a text.
  public static EchoContent text(String body) {
    return new EchoContent("text", text -> text.put("body", body));
  }

  /// It edited a message that it wrote there.
  public static EchoContent edit(String messageId, String body) {
    return new EchoContent(
        "edit",
        edit ->
            edit.put("original_message_id", messageId)
                .object(
                    "message",
                    message ->
                        message.put("type", "text").object("text", t -> t.put("body", body))));
  }

  /// It withdrew a message that it wrote there.
  public static EchoContent revoke(String messageId) {
    return new EchoContent("revoke", revoke -> revoke.put("original_message_id", messageId));
  }
}
