package io.awfar.bench.read;

import io.awfar.bench.persist.SampleDatabase;
import io.awfar.bench.process.Postgres;
import io.awfar.bench.report.Delays;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The same pages by PostgreSQL's own client, as the rows that the Express service reads: no HTTP,
/// no token, no JSON.
///
/// @param warmUpSeconds before the measured ones
record PgBench(
    Subject subject, Postgres postgres, Path folder, int warmUpSeconds, int seconds) {

  static final String NAME = "pgbench";

  private static final Pattern TRANSACTIONS =
      Pattern.compile("transactions actually processed: (\\d+)");

  /// Nothing where it is not installed.
  Optional<Run> run(int connections) throws Exception {
    boolean installed =
        Arrays.stream(System.getenv("PATH").split(":"))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, NAME)));
    if (!installed) {
      return Optional.empty();
    }
    // It can draw a number, but not compute the id of a chat.
    postgres.execute(
        SampleDatabase.NAME,
        "create table if not exists bench_chats as select row_number() over () as number, id from"
            + " chats;create unique index if not exists bench_chats_number on bench_chats"
            + " (number);analyze bench_chats");
    long chats = postgres.number(SampleDatabase.NAME, "select count(*) from bench_chats");
    Path script = folder.resolve("page.sql");
    Files.writeString(script, subject.sql().formatted(chats, SampleDatabase.OWNER));
    pages(script, connections, warmUpSeconds);
    double cpu = postgres.cpuSeconds();
    long pages = pages(script, connections, seconds);
    double micros = (postgres.cpuSeconds() - cpu) * 1e6 / pages;
    return Optional.of(new Run(NAME, (double) pages / seconds, 0, micros, Delays.of(List.of())));
  }

  private long pages(Path script, int connections, int duration)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                NAME,
                "-n",
                "-M",
                "prepared",
                "-f",
                script.toString(),
                "-c",
                Integer.toString(connections),
                "-T",
                Integer.toString(duration),
                "-h",
                "localhost",
                "-p",
                Integer.toString(postgres.port()),
                "-U",
                postgres.user(),
                SampleDatabase.NAME)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher transactions = TRANSACTIONS.matcher(output);
    if (process.waitFor() != 0 || !transactions.find()) {
      throw new IOException("pgbench: " + output);
    }
    return Long.parseLong(transactions.group(1));
  }
}
