package io.awfar.simulator.payload;

import java.util.HexFormat;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The one way to write JSON that means the same, as the edge hashes channel events: names sorted,
/// no white space, only ASCII.
final class CanonicalJson {

  private static final JsonMapper SORTED =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private CanonicalJson() {}

  static String of(String json) {
    String sorted = SORTED.writeValueAsString(SORTED.readValue(json, Object.class));
    StringBuilder ascii = new StringBuilder(sorted.length());
    for (int i = 0; i < sorted.length(); i++) {
      char c = sorted.charAt(i);
      if (c > '~') {
        ascii.append("\\u").append(HexFormat.of().toHexDigits(c));
      } else {
        ascii.append(c);
      }
    }
    return ascii.toString();
  }
}
