package io.awfar.persistence.count;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// `GET /actuator/rows`: the counts of [StoredRows].
@Component
@Endpoint(id = "rows")
final class RowsEndpoint {

  private final StoredRows rows;

  RowsEndpoint(StoredRows rows) {
    this.rows = rows;
  }

  @ReadOperation
  Mono<StoredRows.Counts> rows() {
    return rows.counts();
  }
}
