package io.awfar.gateway.row;

import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;

/// The columns of a row: `get` for those that the schema declares not null, `find` for the others.
public record Columns(Readable row) {

  /// @throws IllegalStateException if the column is null after all
  public <T> T get(String column, Class<T> type) {
    T value = row.get(column, type);
    if (value == null) {
      throw new IllegalStateException("Column " + column + " is null");
    }
    return value;
  }

  public <T> @Nullable T find(String column, Class<T> type) {
    return row.get(column, type);
  }
}
