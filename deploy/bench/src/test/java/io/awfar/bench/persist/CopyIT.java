package io.awfar.bench.persist;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.bench.process.Postgres;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyIT {

  private static final String FILLED =
      """
      create table messages (id int primary key);
      create table message_statuses (id int primary key);
      create table chats (id int);
      create table contacts (id int);
      create table row_counts (id int);
      insert into messages select generate_series(1, 10);
      insert into message_statuses select generate_series(1, 5);
      """;

  @TempDir Path folder;

  @Test
  void whatWasStoredBeforeTheClockStartedIsCopiedButNotTimed() throws Exception {
    try (Postgres postgres = Postgres.start(folder)) {
      postgres.createDatabase("filled");
      postgres.execute("filled", FILLED);

      Run run =
          new Copy(postgres, "copied", folder).run("filled", new Rows(4, 5), new Rows(10, 5), 2);

      assertThat(run.before()).isEqualTo(new Rows(4, 5));
      assertThat(run.timed()).isEqualTo(new Rows(6, 0));
      assertThat(run.exact()).isTrue();
      assertThat(postgres.number("copied", "select count(*) from messages")).isEqualTo(10);
      assertThat(postgres.number("copied", "select count(*) from message_statuses")).isEqualTo(5);
    }
  }
}
