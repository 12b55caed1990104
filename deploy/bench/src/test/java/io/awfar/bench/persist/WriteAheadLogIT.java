package io.awfar.bench.persist;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.bench.process.Postgres;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteAheadLogIT {

  private static final String INSERT =
      "insert into numbers select n from generate_series(%d, %d) n";

  @TempDir Path folder;

  @Test
  void theLogTellsWhatWasWrittenSinceAMarkWhateverCheckpointsCome() throws Exception {
    try (Postgres postgres = Postgres.start(folder)) {
      postgres.createDatabase("written");
      postgres.execute("written", "create table numbers (n bigint primary key)");
      postgres.execute("written", INSERT.formatted(1, 100_000));
      WriteAheadLog log = WriteAheadLog.open(postgres);
      postgres.checkpoint();

      String mark = log.mark();
      postgres.execute("written", INSERT.formatted(100_001, 101_000));
      LogBytes few = log.since(mark);
      mark = log.mark();
      postgres.execute("written", INSERT.formatted(200_001, 300_000));
      postgres.checkpoint();
      LogBytes many = log.since(mark);

      // A record of more than 50 bytes in the table, and one in the index.
      assertThat(many.all()).isBetween(100_000L * 100, 100_000L * 250);
      assertThat(many.indexes()).isBetween(100_000L * 40, many.all() / 2 + 1_000_000);
      // The last pages of the table and of the index, for the checkpoint came before.
      assertThat(few.pageImages()).isBetween(1L, 8L * 8192);
      assertThat(few.all()).isLessThan(many.all() / 20);
    }
  }
}
