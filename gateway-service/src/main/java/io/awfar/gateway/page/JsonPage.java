package io.awfar.gateway.page;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.awfar.gateway.page.Page.Pagination;
import org.jspecify.annotations.Nullable;

/// A [Page] whose rows the database has written as JSON.
///
/// @param data a JSON array
public record JsonPage(@JsonRawValue String data, Pagination pagination) {

  /// @param rows how many were found, looking for one more than the limit to see if there are more
  /// @param data those within the limit, with commas between
  /// @param last the place of the row at the limit, if there is one
  public static JsonPage of(PageRequest asked, int rows, String data, String last) {
    int limit = asked.limit();
    boolean hasMore = rows > limit;
    @Nullable String next = hasMore ? last : null;
    return new JsonPage(
        '[' + data + ']',
        new Pagination(limit, asked.offset(), Math.min(rows, limit), hasMore, next));
  }
}
