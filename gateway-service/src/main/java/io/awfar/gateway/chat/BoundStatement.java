package io.awfar.gateway.chat;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/// A statement with all that it needs to be run, or to be explained.
///
/// @param values what it binds from `$1` on
record BoundStatement(String sql, List<Object> values) {

  static BoundStatement of(String sql, Object... values) {
    return new BoundStatement(sql, List.of(values));
  }

  /// The same, which binds more behind what it binds.
  BoundStatement with(Object... more) {
    return new BoundStatement(sql, Stream.concat(values.stream(), Stream.of(more)).toList());
  }

  GenericExecuteSpec on(DatabaseClient database) {
    return database.sql(sql).bindValues(values);
  }
}
