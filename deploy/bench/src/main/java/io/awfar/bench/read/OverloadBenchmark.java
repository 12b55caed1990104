package io.awfar.bench.read;

import static io.awfar.bench.report.Figures.figure;
import static io.awfar.bench.report.Figures.figureOrNone;

import io.awfar.bench.load.HttpLoad;
import io.awfar.bench.load.LoadResult;
import io.awfar.bench.persist.SampleDatabase;
import io.awfar.bench.process.Postgres;
import io.awfar.bench.report.Goal;
import io.awfar.bench.report.Goal.Bound;
import io.awfar.bench.report.Report;
import io.awfar.bench.report.Table;
import io.awfar.bench.setup.Benchmark;
import io.awfar.bench.setup.Options;
import io.awfar.bench.setup.Workplace;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

/// Pages of messages, asked for by more callers at a time than the gateway has room for, each of
/// whom asks again at once.
public final class OverloadBenchmark implements Benchmark {

  /// Callers that are answered at the rate of the benchmark `read`.
  private static final int FEW = 64;

  private static final double KEPT_RATE = 0.8;
  private static final double REFUSED_P99_MILLIS = 1_000;
  private static final double ANSWERED_P99_MILLIS = 3_000;
  private static final double MEMORY_GROWTH = 1.25;
  private static final double MIB = 1 << 20;

  private final int messages;
  private final int chats;
  private final int warmUpSeconds;
  private final int seconds;
  private final List<Integer> connections;
  private final List<String> jvm;

  /// What a number of callers made of it.
  private record Load(LoadResult result, double liveMebibytes, double residentMebibytes) {}

  public OverloadBenchmark(Options options) {
    this.messages = options.number("messages", 200_000, 20_000);
    this.chats = options.number("chats", 2_000, 200);
    this.warmUpSeconds = options.number("warm-up-seconds", 40, 5);
    this.seconds = options.number("seconds", 20, 5);
    this.connections = List.of(FEW, options.number("connections", 1_000, 700));
    this.jvm = options.list("jvm", "-Xms512m,-Xmx512m,-XX:+AlwaysPreTouch");
  }

  @Override
  public Report run(Workplace workplace) throws Exception {
    Report report = new Report("overload", "gateway-service/README.md#speed");
    report.remark(
        "Pages of 50 messages out of %,d in %,d chats. The gateway has room for 500 requests at a time; who is refused asks again at once."
            .formatted(messages, chats));
    Table table =
        new Table(
            "Pages of messages",
            "callers",
            "answered/s",
            "p50 ms",
            "p99 ms",
            "refused/s",
            "p99 ms of a refusal",
            "live heap MiB",
            "RSS MiB");
    report.add(table);
    try (Postgres postgres = Postgres.start(workplace.folder())) {
      SampleDatabase.fill(workplace, postgres, messages, chats);
      List<String> ids = postgres.texts(SampleDatabase.NAME, "select id::text from chats");
      try (Gateway gateway = Gateway.start(workplace, postgres, jvm)) {
        load(gateway, ids, FEW, warmUpSeconds);
        Load few = null;
        for (int callers : connections) {
          LoadResult result = load(gateway, ids, callers, seconds);
          double resident = gateway.service().residentBytes() / MIB;
          double live = gateway.service().liveBytes() / MIB;
          table.add(
              figure(callers),
              figure(result.rate()),
              figure(result.millis(50)),
              figure(result.millis(99)),
              figure(result.rateOfRefused()),
              figureOrNone(result.millisOfRefused(99)),
              figure(live),
              figure(resident));
          Load load = new Load(result, live, resident);
          if (callers == FEW) {
            few = load;
          } else {
            goals(report, load, Objects.requireNonNull(few));
          }
        }
      }
    }
    return report;
  }

  private static LoadResult load(Gateway gateway, List<String> ids, int callers, int seconds)
      throws Exception {
    SplittableRandom random = new SplittableRandom(5);
    return new HttpLoad(
            gateway.port(),
            callers,
            _ ->
                PageLoad.request(
                    Subject.MESSAGES, ids.get(random.nextInt(ids.size())), gateway.token()))
        .asFastAsAnswered(Integer.MAX_VALUE, seconds, _ -> {});
  }

  private static void goals(Report report, Load load, Load few) {
    LoadResult result = load.result();
    double keptRate = result.rate() / few.result().rate();
    report.add(new Goal("overload.answered", keptRate, Bound.AT_LEAST, KEPT_RATE, "x"));
    report.add(
        new Goal(
            "overload.p99-of-refusals",
            result.millisOfRefused(99),
            Bound.AT_MOST,
            REFUSED_P99_MILLIS,
            "ms"));
    report.add(
        new Goal(
            "overload.p99-of-answers",
            result.millis(99),
            Bound.AT_MOST,
            ANSWERED_P99_MILLIS,
            "ms"));
    double heap = load.liveMebibytes() / few.liveMebibytes();
    report.add(new Goal("overload.live-heap-growth", heap, Bound.AT_MOST, MEMORY_GROWTH, "x"));
    // The heap has its size from the start, so what is resident can only grow outside of it.
    double resident = load.residentMebibytes() / few.residentMebibytes();
    report.add(new Goal("overload.resident-growth", resident, Bound.AT_MOST, MEMORY_GROWTH, "x"));
  }
}
