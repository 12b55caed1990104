package io.awfar.dedup.normalise;

import io.awfar.whatsapp.Message;

/// `"text": {"body": ..}`, and the notices whose text is under another name.
final class TextBody implements MessageBody {

  private final String name;

  TextBody(String name) {
    this.name = name;
  }

  @Override
  public void read(JsonFields body, Message.Builder message) {
    message.setText(body.text(name));
  }
}
