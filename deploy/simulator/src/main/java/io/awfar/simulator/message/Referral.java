package io.awfar.simulator.message;

import io.awfar.simulator.payload.Draw;
import io.awfar.simulator.payload.JsonText;

/// The advertisement that brought someone to the chat.
final class Referral {

  private Referral() {}

  static void write(JsonText referral, Draw draw) {
    referral
        .put("source_url", "https://fb.me/" + draw.digits(8))
        .put("source_id", draw.digits(16))
        .put("source_type", draw.chance(0.5) ? "ad" : "post")
        .put("headline", "خصم ٢٠٪ هذا الأسبوع")
        .put("body", Phrases.draw(draw))
        .put("media_type", "image")
        .put("image_url", "https://scontent.example/" + draw.digits(12) + ".jpg")
        .put("ctwa_clid", draw.hex() + draw.hex());
  }
}
