package io.awfar.gateway.idempotency;

import static io.awfar.gateway.SharedGateway.DATABASE;
import static io.awfar.gateway.SharedGateway.GATEWAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.Sql;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

class ApiRequestRowsTest {

  private static final int ROWS = 20_000;
  private static final int OF_A_DAY = 24 * 60 * 6;

  private final UUID workspace = UUID.randomUUID();

  @BeforeEach
  void fillTable() {
    Sql.run(
        DATABASE,
        """
        insert into api_requests (workspace_id, user_id, route, key, claim, claimed_until,
          fingerprint, created_at)
        select ?, gen_random_uuid(), 'POST /', n::text, gen_random_uuid(), now(), '',
          now() - n * interval '10 seconds'
        from generate_series(1, ?) n
        """,
        workspace,
        ROWS);
    Sql.run(DATABASE, "analyze api_requests");
  }

  @Test
  void thoseOlderThanADayAreDeletedByTheirIndexSomeAtATime() {
    assertThat(
            String.join(
                "\n",
                GATEWAY
                    .bean(DatabaseClient.class)
                    .sql("explain (costs off) " + ApiRequestQueries.CLEAN_UP)
                    .bind(0, 86_400_000L)
                    .bind(1, 100)
                    .mapValue(String.class)
                    .all()
                    .collectList()
                    .block()))
        .contains("idx_api_requests_created", "Tid Scan")
        .doesNotContain("Seq Scan");

    GATEWAY.bean(ApiRequestQueries.class).cleanUp().block();

    // One each ten seconds; a moment passes while the test runs.
    assertThat(rows()).isBetween(OF_A_DAY - 12, OF_A_DAY);
  }

  @Test
  void aRequestIsFoundByItsKey() {
    assertThat(
            String.join(
                "\n",
                GATEWAY
                    .bean(DatabaseClient.class)
                    .sql("explain (costs off) " + ApiRequestQueries.FIND)
                    .bind(0, workspace)
                    .bind(1, UUID.randomUUID())
                    .bind(2, "POST /")
                    .bind(3, "7")
                    .mapValue(String.class)
                    .all()
                    .collectList()
                    .block()))
        .contains("api_requests_pkey")
        .doesNotContain("Seq Scan");
  }

  private int rows() {
    return Integer.parseInt(
        Sql.text(
            DATABASE,
            "select count(*) from api_requests where workspace_id = '" + workspace + "'"));
  }
}
