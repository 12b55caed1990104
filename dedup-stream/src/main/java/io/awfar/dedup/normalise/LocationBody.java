package io.awfar.dedup.normalise;

import io.awfar.whatsapp.Location;
import io.awfar.whatsapp.Message;

/// A place; without two coordinates on the globe it stays JSON.
final class LocationBody implements MessageBody {

  private static final double LATITUDE_MAX = 90;
  private static final double LONGITUDE_MAX = 180;

  @Override
  public void read(JsonFields body, Message.Builder message) {
    String name = body.text("name");
    message.setText(name);
    Double latitude = body.degrees("latitude", LATITUDE_MAX);
    Double longitude = body.degrees("longitude", LONGITUDE_MAX);
    if (latitude == null || longitude == null) {
      body.keep("latitude");
      body.keep("longitude");
      return;
    }
    message.setLocation(
        Location.newBuilder()
            .setLatitude(latitude)
            .setLongitude(longitude)
            .setName(name)
            .setAddress(body.text("address"))
            .setUrl(body.text("url"))
            .build());
  }
}
