package io.awfar.gateway;

import io.awfar.gateway.page.Before;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;

/// How PostgreSQL would run a page of a list, asked as the gateway asks it.
public final class Plans {

  private Plans() {}

  /// Of any statement, with the values that it binds.
  public static String of(String sql, Object... values) {
    return of(SharedGateway.GATEWAY, sql, values);
  }

  /// In the database of another gateway.
  public static String of(RunningGateway gateway, String sql, Object... values) {
    var explain = gateway.bean(DatabaseClient.class).sql("explain (costs off) " + sql);
    for (int i = 0; i < values.length; i++) {
      explain = explain.bind(i, values[i]);
    }
    return String.join("\n", explain.mapValue(String.class).all().collectList().block());
  }

  /// @param ids what the statement binds before the place, the limit and the offset
  public static String ofPage(String page, Before before, UUID... ids) {
    var explain =
        SharedGateway.GATEWAY.bean(DatabaseClient.class).sql("explain (costs off) " + page);
    int next = 0;
    for (UUID id : ids) {
      explain = explain.bind(next++, id);
    }
    List<String> lines =
        explain
            .bind(next++, before.timestamp())
            .bind(next++, before.id())
            .bind(next++, 51)
            .bind(next, 0)
            .mapValue(String.class)
            .all()
            .collectList()
            .block();
    return String.join("\n", lines);
  }
}
