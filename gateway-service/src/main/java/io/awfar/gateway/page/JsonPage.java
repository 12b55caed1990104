package io.awfar.gateway.page;

import org.jspecify.annotations.Nullable;

/// A [Page] whose rows the database has written as JSON.
///
/// @param rows how many were found, looking for one more than the limit to see if there are more
/// @param data those within the limit as JSON, with commas between
/// @param last the place of the row at the limit, if there is one
public record JsonPage(PageRequest asked, int rows, String data, @Nullable Before last) {

  /// The same JSON as of a [Page]; nothing but the rows could need an escape.
  public String json() {
    int limit = asked.limit();
    boolean hasMore = rows > limit;
    StringBuilder json = new StringBuilder(data.length() + 200);
    json.append("{\"data\":[").append(data);
    json.append("],\"pagination\":{\"limit\":").append(limit);
    json.append(",\"offset\":").append(asked.offset());
    json.append(",\"count\":").append(Math.min(rows, limit));
    json.append(",\"hasMore\":").append(hasMore);
    if (hasMore) {
      json.append(",\"nextBefore\":\"").append(last).append('"');
    }
    return json.append("}}").toString();
  }
}
