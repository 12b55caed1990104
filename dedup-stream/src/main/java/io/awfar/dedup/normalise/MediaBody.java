package io.awfar.dedup.normalise;

import io.awfar.whatsapp.Media;
import io.awfar.whatsapp.Message;

/// A file: image, video, audio, document or sticker.
final class MediaBody implements MessageBody {

  @Override
  public void read(JsonFields body, Message.Builder message) {
    message.setText(body.text("caption"));
    message.setMedia(
        Media.newBuilder()
            .setMediaId(body.text("id"))
            .setMimeType(body.text("mime_type"))
            .setSha256(body.text("sha256"))
            .setFileName(body.text("filename"))
            .setUrl(body.text("url"))
            .setVoice(body.flag("voice"))
            .setAnimated(body.flag("animated"))
            .build());
  }
}
