package io.awfar.bench.pipeline;

import io.awfar.bench.load.Webhooks;
import io.awfar.bench.process.Child;
import io.awfar.bench.process.Node;
import io.awfar.bench.process.Postgres;
import io.awfar.bench.process.ProcessCost;
import io.awfar.bench.report.Delays;
import io.awfar.bench.report.Report;
import io.awfar.bench.setup.Benchmark;
import io.awfar.bench.setup.Options;
import io.awfar.bench.setup.Workplace;
import io.awfar.embedded.FreePorts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// From a webhook to its row: all of Awfar beside one Express service that writes while it is
/// asked.
public final class PipelineBenchmark implements Benchmark {

  static final String AWFAR = "awfar";
  static final String EXPRESS = "express";

  private static final String POSTGRES = "postgresql";
  private static final String OWNER = "00000000-0000-4000-8000-000000000001";

  private final PipelineSettings settings;

  public PipelineBenchmark(Options options) {
    this.settings = PipelineSettings.of(options);
  }

  @Override
  public Report run(Workplace workplace) throws Exception {
    List<Throughput> throughputs = new ArrayList<>();
    List<double[]> committed = new ArrayList<>();
    List<double[]> seen = new ArrayList<>();
    try (Postgres postgres = Postgres.startWithCommitTimes(workplace.folder())) {
      Node node =
          Node.install(workplace.root().resolve("deploy/bench/node"), workplace.newFolder("node"));
      for (int round = 0; round < settings.rounds(); round++) {
        throughputs.add(express(postgres, node));
        postgres.createDatabase(AWFAR);
        postgres.checkpoint();
        try (AwfarProcesses awfar =
            AwfarProcesses.start(workplace, postgres, AWFAR, settings.jvm())) {
          Course course =
              new Course(settings, awfar.webhookPort(), Stored.byRowCounts(postgres, AWFAR));
          throughputs.add(
              course.throughput(
                  AWFAR, settings.events(), () -> with(postgres, awfar.cpuSeconds())));
          Moments rows = course.moments();
          Moments events = course.moments();
          try (Subscriber subscriber = awfar.subscriber(events)) {
            Moments answered = course.atRate();
            subscriber.awaitAll();
            Commits.read(postgres, AWFAR, rows);
            committed.add(rows.millisAfter(answered));
            seen.add(events.millisAfter(answered));
          }
        }
      }
    }
    return PipelineReport.of(settings, throughputs, Delays.of(committed), Delays.of(seen));
  }

  private Throughput express(Postgres postgres, Node node) throws Exception {
    postgres.createDatabase(EXPRESS);
    postgres.checkpoint();
    int port = FreePorts.next();
    Map<String, String> environment =
        Map.of(
            "PORT",
            Integer.toString(port),
            "OWNER_ID",
            OWNER,
            "APP_SECRET",
            Webhooks.APP_SECRET,
            "DATABASE_URL",
            postgres.url(EXPRESS));
    try (Child child = node.start("original.js", environment)) {
      var unused = child.awaitLine("READY");
      return new Course(settings, port, Stored.counted(postgres, EXPRESS))
          .throughput(
              EXPRESS,
              settings.rivalEvents(),
              () -> with(postgres, Map.of("node", ProcessCost.cpuSeconds(child.pid()))));
    }
  }

  private static Map<String, Double> with(Postgres postgres, Map<String, Double> others) {
    Map<String, Double> all = new LinkedHashMap<>(others);
    all.put(POSTGRES, postgres.cpuSeconds());
    return all;
  }
}
