package io.awfar.gateway;

import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;

/// How PostgreSQL would run a statement, asked as the gateway asks it.
public final class Plans {

  private Plans() {}

  public static String of(String sql, Object... values) {
    return of(sql, List.of(values));
  }

  public static String of(String sql, List<?> values) {
    return explained(SharedGateway.GATEWAY, "costs off", sql, values);
  }

  /// In the database of another gateway.
  public static String of(RunningGateway gateway, String sql, Object... values) {
    return explained(gateway, "costs off", sql, List.of(values));
  }

  /// What it did with how many rows, too: it is run.
  public static String ofRun(String sql, List<?> values) {
    return explained(
        SharedGateway.GATEWAY, "analyze, costs off, timing off, summary off", sql, values);
  }

  private static String explained(
      RunningGateway gateway, String options, String sql, List<?> values) {
    List<String> lines =
        gateway
            .bean(DatabaseClient.class)
            .sql("explain (" + options + ") " + sql)
            .bindValues(values)
            .mapValue(String.class)
            .all()
            .collectList()
            .block();
    return String.join("\n", lines);
  }
}
