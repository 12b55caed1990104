package io.awfar.dedup.normalise;

import io.awfar.whatsapp.Message;

/// `"text": {"body": ..}`.
final class TextBody implements MessageBody {

  @Override
  public void read(JsonFields body, Message.Builder message) {
    message.setText(body.text("body"));
  }
}
