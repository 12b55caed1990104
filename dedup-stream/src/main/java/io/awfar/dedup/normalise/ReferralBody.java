package io.awfar.dedup.normalise;

import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.Referral;

/// The advertisement or post that a message came from, which any type of message may have.
final class ReferralBody {

  private static final String NAME = "referral";

  private ReferralBody() {}

  static void read(JsonFields element, Message.Builder message) {
    JsonFields referral = element.object(NAME);
    if (referral == null) {
      return;
    }
    message.setReferral(
        Referral.newBuilder()
            .setSourceUrl(referral.text("source_url"))
            .setSourceType(referral.text("source_type"))
            .setSourceId(referral.text("source_id"))
            .setHeadline(referral.text("headline"))
            .setBody(referral.text("body"))
            .setMediaType(referral.text("media_type"))
            .setImageUrl(referral.text("image_url"))
            .setVideoUrl(referral.text("video_url"))
            .setThumbnailUrl(referral.text("thumbnail_url"))
            .setClickId(referral.text("ctwa_clid"))
            .setWelcomeMessage(referral.textIn("welcome_message", "text"))
            .build());
    element.keep(NAME);
  }
}
