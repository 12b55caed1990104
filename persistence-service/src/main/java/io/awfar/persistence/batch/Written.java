package io.awfar.persistence.batch;

import io.awfar.persistence.count.RowKind;
import java.util.Map;

/// What became of a batch.
///
/// @param records how many there were
/// @param inserted new rows
/// @param suppressed new traces of events that were published twice
public record Written(RowKind kind, long records, long inserted, long suppressed) {

  /// Records that changed no count: their row was there already.
  public long repeated() {
    return records - inserted - suppressed;
  }

  Map<RowKind, Long> rows() {
    return Map.of(kind, inserted, RowKind.SUPPRESSED, suppressed);
  }
}
