package io.awfar.schemas.topic;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/// The header `awfar-media` of a message's record: `true` if the message has a file and `false` if
/// not, so that whoever is after files need not decode the rest.
public final class MediaHeader {

  /// Its name.
  public static final String NAME = "awfar-media";

  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

  private MediaHeader() {}

  /// Puts it among the headers of a record, in place of any that came with it.
  public static void set(Headers headers, boolean hasMedia) {
    headers.remove(NAME).add(NAME, hasMedia ? TRUE : FALSE);
  }

  /// Whether it says that there is no file; a record without it may have one.
  public static boolean rulesOutMedia(Headers headers) {
    Header header = headers.lastHeader(NAME);
    return header != null && Arrays.equals(header.value(), FALSE);
  }
}
