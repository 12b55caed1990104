package io.awfar.simulator.message;

import io.awfar.simulator.payload.Draw;
import io.awfar.simulator.payload.JsonText;

/// A place: a bare point, or one with a name.
final class LocationMessage implements MessagePiece {

  @Override
  public String type() {
    return "location";
  }

  @Override
  public void write(JsonText message, MessageFacts facts) {
    Draw draw = facts.draw();
    message.object(
        "location",
        place -> {
          place.put("latitude", degrees(draw, 90)).put("longitude", degrees(draw, 180));
          if (draw.chance(0.5)) {
            place
                .put("name", "مطعم النيل")
                .put("address", draw.below(200) + " شارع التحرير، Cairo")
                .put("url", "https://foursquare.com/v/" + draw.hex());
          }
        });
  }

  private static double degrees(Draw draw, int bound) {
    return (draw.below(2 * bound * 1_000_000) - bound * 1_000_000) / 1e6;
  }
}
