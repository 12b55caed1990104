package io.awfar.dedup.normalise;

import io.awfar.whatsapp.Message;

/// A change of an earlier message: edit (with the new message) or revoke.
final class ChangeBody implements MessageBody {

  @Override
  public void read(JsonFields body, Message.Builder message) {
    message.setTarget(body.text("original_message_id"));
    JsonFields changed = body.object("message");
    if (changed == null) {
      return;
    }
    String type = changed.text("type");
    JsonFields content = type == null ? null : changed.object(type);
    if (content != null) {
      String text = content.text("body");
      message.setText(text == null ? content.text("caption") : text);
    }
  }
}
