package io.awfar.media.lane;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// What a record says about its way through the lanes, in headers; for whoever looks, since nothing
/// is decided by it.
///
/// @param faults how often its file could not be had, once for each lane that it left therefore
/// @param since when that was first
/// @param reason why it was last, as a stable code
public record Trail(int faults, @Nullable Instant since, @Nullable String reason) {

  /// Of a message that comes for the first time.
  public static final Trail NONE = new Trail(0, null, null);

  static final String FAULTS = "awfar-media-faults";
  static final String SINCE = "awfar-media-faults-since";
  static final String REASON = "awfar-media-reason";

  /// What is missing or no such thing counts as not said.
  public static Trail of(Headers headers) {
    return new Trail(
        faults(text(headers, FAULTS)), since(text(headers, SINCE)), text(headers, REASON));
  }

  /// Of a file that could not be had once more.
  public Trail fault(Instant at, String why) {
    return new Trail(faults + 1, since == null ? at : since, why);
  }

  /// Of a file that goes to another lane without a fault of its own.
  public Trail moved(String why) {
    return new Trail(faults, since, why);
  }

  /// Puts it among the headers of a record.
  public void write(Headers headers) {
    headers.add(FAULTS, bytes(Integer.toString(faults)));
    if (since != null) {
      headers.add(SINCE, bytes(since.toString()));
    }
    if (reason != null) {
      headers.add(REASON, bytes(reason));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static @Nullable String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static int faults(@Nullable String text) {
    try {
      return text == null ? 0 : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static @Nullable Instant since(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
