package io.awfar.bench.persist;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.bench.process.Postgres;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptIT {

  private static final String FILLED =
      """
      create table chats (inbound_count int);
      create table contacts (id int);
      insert into chats values (3), (4);
      insert into contacts values (1), (2);
      """;

  @TempDir Path folder;

  @Test
  void aChatThatMissesAMessageIsNotExact() throws Exception {
    SampleEvents events = new SampleEvents(2, Instant.EPOCH);
    try (Postgres postgres = Postgres.start(folder)) {
      postgres.createDatabase("kept");
      postgres.execute("kept", FILLED);

      assertThat(Kept.in(postgres, "kept")).isEqualTo(new Kept(2, 7, 2));
      assertThat(events.chatsOf(7)).isEqualTo(2);
      assertThat(Kept.of(events, 7)).isEqualTo(Kept.in(postgres, "kept"));
      assertThat(Kept.of(events, 8)).isNotEqualTo(Kept.in(postgres, "kept"));
    }
  }
}
