package io.awfar.persistence.batch;

import io.awfar.persistence.count.RowKind;
import java.util.Map;

/// What became of a batch.
///
/// @param records how many there were
/// @param inserted new rows
/// @param suppressed new traces of events that were published twice
/// @param files files that the new rows tell of
public record Written(RowKind kind, long records, long inserted, long suppressed, long files) {

  /// What became of a batch that tells of no files.
  public Written(RowKind kind, long records, long inserted, long suppressed) {
    this(kind, records, inserted, suppressed, 0);
  }

  /// Records that changed no count: their row was there already.
  public long repeated() {
    return records - inserted - suppressed;
  }

  Map<RowKind, Long> rows() {
    return Map.of(kind, inserted, RowKind.SUPPRESSED, suppressed, RowKind.FILES, files);
  }
}
