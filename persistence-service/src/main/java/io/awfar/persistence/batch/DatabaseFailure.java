package io.awfar.persistence.batch;

import io.r2dbc.spi.R2dbcException;
import org.jspecify.annotations.Nullable;

/// What a failed transaction calls for.
enum DatabaseFailure {
  /// A record cannot be stored as it is, now or later: find it and dead-letter it.
  CONTENT,
  /// Two transactions were in each other's way: try again at once.
  CONFLICT,
  /// A unique constraint. Every insert says what to do on conflict, so two transactions inserted
  /// the same row at the same moment; only if it goes on is it the record's fault.
  COLLISION,
  /// Anything else. Whatever it is, it is not known to be the records' fault: wait and try again,
  /// for as long as it takes.
  UNAVAILABLE;

  static DatabaseFailure of(Throwable failure) {
    String state = sqlState(failure);
    if (state == null || state.length() != 5) {
      return UNAVAILABLE;
    }
    return switch (state) {
      case "40001", "40P01" -> CONFLICT;
      case "23505" -> COLLISION;
      // We check nothing: the month is being dropped, or a conversion was prepared and left.
      case "23514" -> UNAVAILABLE;
      default ->
          switch (state.substring(0, 2)) {
            // Cardinality, data, integrity, and program limits: index rows or nesting too big.
            case "21", "22", "23", "54" -> CONTENT;
            default -> UNAVAILABLE;
          };
    };
  }

  /// Whether the same transaction may well succeed in a moment.
  boolean passes() {
    return this == CONFLICT || this == COLLISION;
  }

  /// The first SQLSTATE among a failure and its causes.
  static @Nullable String sqlState(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof R2dbcException database && database.getSqlState() != null) {
        return database.getSqlState();
      }
    }
    return null;
  }
}
