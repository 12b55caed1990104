package io.awfar.gateway.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A [Page] whose rows the database has written as JSON.
///
/// @param count rows of the page
/// @param data the rows as JSON in UTF-8, with commas between
/// @param next the [Before] of the next page; null on the last
/// @param total null unless it was asked for
public record JsonPage(
    PageRequest asked, int count, ByteBuffer data, @Nullable String next, @Nullable Total total) {

  private static final byte[] HEAD = "{\"data\":[".getBytes(UTF_8);

  public JsonPage with(Total counted) {
    return new JsonPage(asked, count, data, next, counted);
  }

  /// The same JSON as of a [Page], in UTF-8. What is added to the rows needs no escape.
  public byte[] json() {
    String pagination =
        "],\"pagination\":{\"limit\":"
            + asked.limit()
            + ",\"offset\":"
            + asked.offset()
            + ",\"count\":"
            + count
            + ",\"hasMore\":"
            + (next != null)
            + (next == null ? "" : ",\"nextBefore\":\"" + next + '"')
            + (total == null
                ? "}}"
                : ",\"total\":" + total.rows() + ",\"totalIsExact\":" + total.exact() + "}}");
    byte[] tail = pagination.getBytes(UTF_8);
    return ByteBuffer.allocate(HEAD.length + data.remaining() + tail.length)
        .put(HEAD)
        .put(data.duplicate())
        .put(tail)
        .array();
  }
}
