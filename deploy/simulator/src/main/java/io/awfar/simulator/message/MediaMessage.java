package io.awfar.simulator.message;

import io.awfar.schemas.id.Sha256;
import io.awfar.simulator.media.MediaId;
import io.awfar.simulator.media.MediaKind;
import io.awfar.simulator.payload.Draw;
import io.awfar.simulator.payload.JsonText;
import java.util.Base64;

/// An image, voice note, video, document or sticker; the file is fetched by its media id.
record MediaMessage(String type, MediaKind kind) implements MessagePiece {

  @Override
  public void write(JsonText message, MessageFacts facts) {
    Draw draw = facts.draw();
    MediaId id = MediaId.draw(kind, facts.mediaBytes(), draw);
    byte[] hash = Sha256.newDigest().digest(id.file());
    message.object(
        type,
        media -> {
          if (type.equals("document")) {
            media.put("filename", "فاتورة " + draw.digits(5) + " / invoice.pdf");
          }
          if (!type.equals("audio") && !type.equals("sticker") && draw.chance(0.4)) {
            media.put("caption", Phrases.draw(draw));
          }
          media
              .put("mime_type", kind.mimeType())
              .put("sha256", Base64.getEncoder().encodeToString(hash))
              .put("id", id.toString());
          switch (type) {
            case "audio" -> media.put("voice", draw.chance(0.8));
            case "sticker" -> media.put("animated", false);
            default -> {}
          }
        });
  }
}
