package io.awfar.dedup.normalise;

import io.awfar.whatsapp.InteractiveReply;
import io.awfar.whatsapp.Message;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a contact chose or filled in: `"interactive": {"type": KIND, KIND: {..}}`, where the kind
/// is button_reply, list_reply, nfm_reply (a flow), call_permission_reply or one to come. Also what
/// the business offers to choose from, where it sent that in the app on its phone.
final class InteractiveBody implements MessageBody {

  @Override
  public void read(JsonFields body, Message.Builder message) {
    String kind = body.text("type");
    JsonFields reply = kind == null ? null : body.object(kind);
    if (kind == null || reply == null) {
      // What the business offers to choose from has a text instead.
      JsonFields offer = body.object("body");
      message.setText(offer == null ? null : offer.text("text"));
      return;
    }
    String title = reply.text("title");
    if (title == null) {
      // A call permission has no title but says "accept" or "reject".
      title = reply.text("response");
    }
    // A flow has no title; its body is the line that WhatsApp shows in the chat.
    message.setText(title == null ? reply.text("body") : title);
    message.setReply(
        InteractiveReply.newBuilder()
            .setKind(kind)
            .setId(reply.text("id"))
            .setTitle(title)
            .setDescription(reply.text("description"))
            .setResponseJson(responseJson(reply))
            .build());
  }

  private static @Nullable String responseJson(JsonFields reply) {
    JsonNode response = reply.peek("response_json");
    return response == null || !response.isContainer()
        ? reply.text("response_json")
        : PayloadJson.write(response);
  }
}
