package io.awfar.simulator.send;

import io.awfar.simulator.graph.GraphError;

/// A place: Meta's page "Location messages".
final class LocationShape implements SendShape {

  private static final int LINE_CHARS_MAX = 1000;

  @Override
  public void check(Member content) throws GraphError {
    content.only("latitude", "longitude", "name", "address");
    double unusedLatitude = content.number("latitude", 90);
    double unusedLongitude = content.number("longitude", 180);
    content.optionalText("name", LINE_CHARS_MAX);
    content.optionalText("address", LINE_CHARS_MAX);
  }
}
