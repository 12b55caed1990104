package io.awfar.dedup.topology;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Record;

/// What a record takes beside its value. The edge's keys are short and it sets hardly any headers,
/// but whatever else writes to the raw topic may do otherwise.
final class BesideValue {

  /// Room for key, headers and batch in a topic's largest record.
  static final int BYTES_RESERVED = 64 << 10;

  /// The most that key and headers may take of it.
  static final int BYTES_MAX = BYTES_RESERVED - (4 << 10);

  /// Lengths, at most.
  private static final int BYTES_PER_HEADER = 10;

  private BesideValue() {}

  /// How much more key and headers take than they may; 0 or less if they fit.
  static long excess(Record<byte[], ?> record) {
    long bytes = record.key() == null ? 0 : record.key().length;
    for (Header header : record.headers()) {
      bytes += header.key().getBytes(StandardCharsets.UTF_8).length + BYTES_PER_HEADER;
      bytes += header.value() == null ? 0 : header.value().length;
    }
    return bytes - BYTES_MAX;
  }
}
