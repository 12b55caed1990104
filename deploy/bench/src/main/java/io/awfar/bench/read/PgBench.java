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

/// The same page by PostgreSQL's own client, as the rows that the Express service reads: no HTTP,
/// no token, no JSON.
///
/// @param warmUpSeconds before the measured ones
record PgBench(Postgres postgres, Path folder, int warmUpSeconds, int seconds) {

  static final String NAME = "pgbench";

  private static final Pattern TRANSACTIONS =
      Pattern.compile("transactions actually processed: (\\d+)");
  private static final String SCRIPT =
      """
      \\set chat random(1, %1$d)
      select m.id, m.chat_id, m.contact_id, m.wa_message_id, m.direction, m.type, m.body, m.content,
        m.reply_to, m.created_at, m.media_id, m.mime_type, m.file_name, m.voice, s.status,
        f.outcome, f.mime_type, f.size_bytes, f.reason, f.object_key, f.thumbnail_key,
        f.width_pixels, f.height_pixels, f.duration_millis
      from (
        select * from messages
        where owner_id = '%2$s'
          and chat_id = (select id from bench_chats where number = :chat)
          and (created_at, id)
            < (timestamptz '9999-12-31', uuid '00000000-0000-0000-0000-000000000000')
        order by created_at desc, id desc limit 51
      ) m
      left join lateral (
        select status from message_statuses
        where owner_id = '%2$s' and wa_message_id = m.wa_message_id and m.direction = 'outbound'
        order by rank desc limit 1
      ) s on true
      left join media f on f.owner_id = '%2$s' and f.message_id = m.id
      order by m.created_at desc, m.id desc;
      """;

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
    Files.writeString(script, SCRIPT.formatted(chats, SampleDatabase.OWNER));
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
