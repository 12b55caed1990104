package io.awfar.dedup.normalise;

import io.awfar.whatsapp.InteractiveReply;
import io.awfar.whatsapp.Message;

/// The quick-reply button of a template: `"button": {"payload": .., "text": ..}`.
final class ButtonBody implements MessageBody {

  @Override
  public void read(JsonFields body, Message.Builder message) {
    String title = body.text("text");
    message.setText(title);
    message.setReply(
        InteractiveReply.newBuilder()
            .setKind("button")
            .setId(body.text("payload"))
            .setTitle(title)
            .build());
  }
}
