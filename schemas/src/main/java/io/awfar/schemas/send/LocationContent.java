package io.awfar.schemas.send;

/// `{"latitude", "longitude", "name", "address"}`. WhatsApp's description wants the degrees as
/// texts; numbers are taken too.
final class LocationContent implements Content {

  private static final int LATITUDE_MAX = 90;
  private static final int LONGITUDE_MAX = 180;
  private static final int TEXT_CHARS_MAX = 1000;

  @Override
  public void check(Fields content) {
    content.only("latitude", "longitude", "name", "address");
    String latitude = content.degrees("latitude", LATITUDE_MAX);
    String longitude = content.degrees("longitude", LONGITUDE_MAX);
    var unused = content.object().put("latitude", latitude).put("longitude", longitude);
    content.optionalTexts(TEXT_CHARS_MAX, "name", "address");
  }
}
