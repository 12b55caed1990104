package io.awfar.gateway.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/// A [Page] whose rows the database has written as JSON.
///
/// @param rows how many were found, looking for one more than the limit to see if there are more
/// @param data those within the limit as JSON in UTF-8, with commas between
/// @param last the [Before] of the row at the limit; empty if there is no such row
public record JsonPage(PageRequest asked, int rows, ByteBuffer data, String last) {

  private static final byte[] HEAD = "{\"data\":[".getBytes(UTF_8);

  /// The same JSON as of a [Page], in UTF-8. What is added to the rows needs no escape.
  public byte[] json() {
    int limit = asked.limit();
    boolean hasMore = rows > limit;
    String pagination =
        "],\"pagination\":{\"limit\":"
            + limit
            + ",\"offset\":"
            + asked.offset()
            + ",\"count\":"
            + Math.min(rows, limit)
            + ",\"hasMore\":"
            + hasMore
            + (hasMore ? ",\"nextBefore\":\"" + last + "\"}}" : "}}");
    byte[] tail = pagination.getBytes(UTF_8);
    return ByteBuffer.allocate(HEAD.length + data.remaining() + tail.length)
        .put(HEAD)
        .put(data.duplicate())
        .put(tail)
        .array();
  }
}
