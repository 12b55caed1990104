package io.awfar.bench.read;

import io.awfar.bench.persist.SampleDatabase;
import io.awfar.bench.process.Child;
import io.awfar.bench.process.Node;
import io.awfar.bench.process.Postgres;
import io.awfar.bench.process.ProcessCost;
import io.awfar.bench.report.Report;
import io.awfar.bench.setup.Benchmark;
import io.awfar.bench.setup.Options;
import io.awfar.bench.setup.Workplace;
import io.awfar.embedded.FreePorts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/// A page of 50 rows of a database with a million messages, beside Express and pg and beside
/// pgbench.
public final class ReadBenchmark implements Benchmark {

  static final String AWFAR = "awfar";
  static final String EXPRESS = "express";

  /// As many as either service holds to PostgreSQL.
  private static final int DATABASE_CONNECTIONS = 10;

  private final Subject subject;
  private final int messages;
  private final int chats;
  private final int rounds;
  private final int warmUpSeconds;
  private final int seconds;
  private final int connections;
  private final List<String> jvm;

  private ReadBenchmark(Subject subject, Options options) {
    this.subject = subject;
    this.messages = options.number("messages", 1_000_000, 20_000);
    this.chats = options.number("chats", 10_000, 200);
    this.rounds = options.number("rounds", 2, 1);
    this.warmUpSeconds = options.number("warm-up-seconds", 60, 5);
    this.seconds = options.number("seconds", 20, 5);
    this.connections = options.number("connections", 64);
    this.jvm = options.list("jvm", "-Xms512m,-Xmx512m");
  }

  /// Of messages of a chat.
  public static Benchmark ofMessages(Options options) {
    return new ReadBenchmark(Subject.MESSAGES, options);
  }

  /// Of the chats of a workspace.
  public static Benchmark ofChats(Options options) {
    return new ReadBenchmark(Subject.CHATS, options);
  }

  @Override
  public Report run(Workplace workplace) throws Exception {
    List<Run> runs = new ArrayList<>();
    try (Postgres postgres = Postgres.start(workplace.folder())) {
      SampleDatabase.fill(workplace, postgres, messages, chats);
      Node node =
          Node.install(workplace.root().resolve("deploy/bench/node"), workplace.newFolder("node"));
      List<String> ids = postgres.texts(SampleDatabase.NAME, "select id::text from chats");
      Use<Page> asked = (port, token, _) -> Page.ask(subject, port, token, ids.getFirst());
      // The gateway first, which makes the tables of its own that both read.
      awfar(workplace, postgres, asked).requireSameAs(express(postgres, node, asked));
      PageLoad load = new PageLoad(subject, postgres, ids, connections, warmUpSeconds, seconds);
      for (int round = 0; round < rounds; round++) {
        new PgBench(subject, postgres, workplace.folder(), warmUpSeconds, seconds)
            .run(DATABASE_CONNECTIONS)
            .ifPresent(runs::add);
        runs.add(
            express(postgres, node, (port, token, cpu) -> load.run(EXPRESS, port, token, cpu)));
        runs.add(
            awfar(workplace, postgres, (port, token, cpu) -> load.run(AWFAR, port, token, cpu)));
      }
    }
    return ReadReport.of(subject, runs, messages, chats, connections);
  }

  /// What is done with a contender while it runs.
  @FunctionalInterface
  private interface Use<R> {

    R of(int port, String token, DoubleSupplier cpuSeconds) throws Exception;
  }

  private <R> R express(Postgres postgres, Node node, Use<R> use) throws Exception {
    int port = FreePorts.next();
    Map<String, String> environment =
        Map.of(
            "PORT", Integer.toString(port),
            "OWNER_ID", SampleDatabase.OWNER,
            "DATABASE_URL", postgres.url(SampleDatabase.NAME));
    try (Child child = node.start("read.js", environment)) {
      String token = child.awaitLine("READY");
      return use.of(port, token, () -> ProcessCost.cpuSeconds(child.pid()));
    }
  }

  private <R> R awfar(Workplace workplace, Postgres postgres, Use<R> use) throws Exception {
    try (Gateway gateway = Gateway.start(workplace, postgres, jvm)) {
      return use.of(gateway.port(), gateway.token(), gateway.service()::cpuSeconds);
    }
  }
}
