package io.awfar.media.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.awfar.media.store.ObjectKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is read of the rows that persistence-service writes.
class FileRowsIT {

  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00.123Z");
  private static final Instant SECOND = FIRST.plusSeconds(1);

  private static TestRows table;

  private final UUID owner = UUID.randomUUID();

  @BeforeAll
  static void start() {
    table = new TestRows();
  }

  @AfterAll
  static void stop() {
    table.close();
  }

  @BeforeEach
  void clear() {
    table.clear();
  }

  private String key(int number) {
    return owner + "/" + "%064x".formatted(number);
  }

  private static FileRows open(String... more) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "database.host", table.reader().host(),
                "database.port", Integer.toString(table.reader().port()),
                "database.database", table.reader().database(),
                "database.user", table.reader().user(),
                "database.password", table.reader().password()));
    settings.addAll(List.of(more));
    return FileRows.open(TestSettings.of(settings.toArray(String[]::new)).database());
  }

  private static List<KnownFile> all(int pageFiles) {
    List<KnownFile> all = new ArrayList<>();
    try (FileRows rows = open()) {
      new KnownFiles(rows, pageFiles).forEachRemaining(all::add);
    }
    return all;
  }

  @Test
  void filesOfMessagesAndUploadedOnesAreReadInOrderInPagesOfAnySize() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      expected.add(key(i));
      if (i % 3 != 1) {
        // Many messages with one file are one file.
        for (int message = 0; message < 4; message++) {
          table.media(key(i), "stored", FIRST);
        }
      }
      if (i % 3 != 0) {
        table.file(key(i), FIRST, null, null);
      }
    }

    for (int pageFiles = 1; pageFiles < 14; pageFiles++) {
      assertThat(all(pageFiles)).extracting(KnownFile::key).isEqualTo(expected);
    }
  }

  @Test
  void theNewestThatWasToldOfAFileCounts() {
    table.media(key(1), "stored", FIRST);
    table.media(key(1), "stored", SECOND);
    table.media(key(2), "stored", SECOND);
    table.file(key(2), FIRST, null, null);
    table.media(key(3), "stored", FIRST);
    table.file(key(3), SECOND, "deleted", FIRST);

    assertThat(all(10))
        .containsExactly(
            new KnownFile(key(1), SECOND),
            new KnownFile(key(2), SECOND),
            new KnownFile(key(3), SECOND));
  }

  @Test
  void whatFailedOrWasDeletedIsNotKnown() {
    table.media(key(1), "failed", FIRST);
    table.media(key(2), "expired", FIRST);
    table.media(key(3), "deleted", FIRST);
    table.file(key(3), null, "deleted", SECOND);
    table.file(key(4), FIRST, "deleted", SECOND);
    table.file(key(5), FIRST, "deleted", FIRST);

    assertThat(all(10)).isEmpty();
  }

  @Test
  void whatIsMarkedAsMissingIsKnownWithoutATime() {
    table.media(key(1), "missing", FIRST);
    table.file(key(2), FIRST, "missing", SECOND);
    table.file(key(3), null, "missing", SECOND);
    table.media(key(4), "missing", FIRST);
    table.media(key(4), "stored", SECOND);

    assertThat(all(10))
        .containsExactly(
            new KnownFile(key(1), null),
            new KnownFile(key(2), null),
            new KnownFile(key(3), null),
            new KnownFile(key(4), SECOND));
  }

  @Test
  void oneFileIsFoundAsAPageShowsIt() {
    table.media(key(1), "missing", FIRST);
    table.media(key(2), "stored", FIRST);
    table.media(key(2), "stored", SECOND);
    table.file(key(3), FIRST, "deleted", SECOND);

    try (FileRows rows = open()) {
      assertThat(rows.find(object(1))).contains(new KnownFile(key(1), null));
      assertThat(rows.find(object(2))).contains(new KnownFile(key(2), SECOND));
      assertThat(rows.find(object(3))).isEmpty();
      assertThat(rows.find(object(4))).isEmpty();
    }
  }

  @Test
  void oneAtATimeComparesAndTheNextMayOnceItIsGone() {
    try (FileRows first = open()) {
      assertThat(first.lock()).isTrue();
      try (FileRows second = open()) {
        assertThat(second.lock()).isFalse();
      }
    }
    try (FileRows third = open()) {
      assertThat(third.lock()).isTrue();
    }
  }

  @Test
  void pagesAreReadInTheOrderOfTheIndexes() throws Exception {
    String sql = FileRows.PAGE.replace("$1", "'k'").replace("$2", "1000");

    String plan = table.plan(sql, "set enable_seqscan = off; set enable_bitmapscan = off");

    assertThat(plan)
        .contains("using idx_media_object on media")
        .contains("using files_pkey on files");
  }

  @Test
  void whatTakesTooLongIsEndedByTheDatabase() throws Exception {
    try (FileRows rows = open("database.statement-time-max", "300ms");
        var _ = table.locked()) {
      assertThatThrownBy(() -> rows.after("", 1000))
          .isInstanceOfSatisfying(
              RunEndedException.class,
              e -> {
                assertThat(e.outcome()).isEqualTo(Outcome.DATABASE_DOWN);
                assertThat(e).hasStackTraceContaining("statement timeout");
              });
    }
  }

  @Test
  void aDatabaseThatIsDownEndsTheRun() {
    assertThatThrownBy(() ->
            FileRows.open(
                TestSettings.of(
                        "database.host", "127.0.0.1",
                        "database.port", "1",
                        "database.user", "awfar")
                    .database()))
        .isInstanceOfSatisfying(
            RunEndedException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.DATABASE_DOWN));
  }

  private ObjectKey object(int number) {
    return ObjectKey.ofObject(key(number)).orElseThrow();
  }
}
