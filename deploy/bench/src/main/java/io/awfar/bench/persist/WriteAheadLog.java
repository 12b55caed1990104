package io.awfar.bench.persist;

import io.awfar.bench.process.Postgres;
import java.sql.SQLException;
import java.util.List;

/// What PostgreSQL writes to its log, read from the log itself: `pg_stat_wal` has a session's share
/// only seconds later.
record WriteAheadLog(Postgres postgres) {

  private static final String DATABASE = "postgres";
  private static final String SLOT = "bench";

  /// Makes it readable.
  static WriteAheadLog open(Postgres postgres) throws SQLException {
    postgres.executeAsSuperuser(DATABASE, "create extension pg_walinspect");
    postgres.executeAsSuperuser(DATABASE, "grant pg_read_server_files to " + postgres.user());
    return new WriteAheadLog(postgres);
  }

  /// Where it stands. From here on it is kept, checkpoint or not, until it was read.
  String mark() throws SQLException {
    postgres.executeAsSuperuser(
        DATABASE, "select pg_create_physical_replication_slot('%s', true)".formatted(SLOT));
    return postgres.texts(DATABASE, "select pg_current_wal_flush_lsn()").getFirst();
  }

  /// All that was committed since.
  LogBytes since(String mark) throws SQLException {
    List<Long> bytes =
        postgres.numbers(
            DATABASE,
            """
            select sum(combined_size), sum(fpi_size),
              sum(combined_size) filter (where "resource_manager/record_type" = 'Btree')
            from pg_get_wal_stats('%s', pg_current_wal_flush_lsn())\
            """
                .formatted(mark));
    postgres.executeAsSuperuser(DATABASE, "select pg_drop_replication_slot('%s')".formatted(SLOT));
    return new LogBytes(bytes.get(0), bytes.get(1), bytes.get(2));
  }
}
