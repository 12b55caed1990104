package io.awfar.bench.micro;

import static io.awfar.bench.report.Figures.figure;

import io.awfar.bench.report.BarChart;
import io.awfar.bench.report.Report;
import io.awfar.bench.report.Table;
import io.awfar.bench.setup.Benchmark;
import io.awfar.bench.setup.Options;
import io.awfar.bench.setup.Workplace;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// Runs all JMH benchmarks of this module, or those whose names match.
public final class MicroBenchmark implements Benchmark {

  private static final String ALLOCATION = "gc.alloc.rate.norm";

  private final String include;
  private final int seconds;
  private final int forks;

  public MicroBenchmark(Options options) {
    this.include = options.text("include", "io.awfar.*");
    this.seconds = options.number("seconds", 3, 1);
    this.forks = options.number("forks", 2, 1);
  }

  @Override
  public Report run(Workplace workplace) throws Exception {
    var options =
        new OptionsBuilder()
            .include(include)
            .forks(forks)
            .warmupIterations(2)
            .warmupTime(TimeValue.seconds(seconds))
            .measurementIterations(5)
            .measurementTime(TimeValue.seconds(seconds))
            .addProfiler(GCProfiler.class)
            .output(workplace.folder().resolve("jmh.txt").toString())
            .build();
    Table table = new Table("Inner parts", "benchmark", "ns/op", "+-", "bytes allocated/op");
    BarChart chart = new BarChart("Inner parts: time of an operation", "ns");
    for (RunResult result : new Runner(options).run()) {
      table.add(
          name(result),
          figure(result.getPrimaryResult().getScore()),
          figure(result.getPrimaryResult().getScoreError()),
          figure(allocated(result)));
      chart.add(name(result), result.getPrimaryResult().getScore(), true);
    }
    Report report = new Report("jmh", "deploy/bench/README.md#jmh");
    report.add(table);
    report.add(chart);
    return report;
  }

  private static double allocated(RunResult result) {
    var allocation = result.getSecondaryResults().get(ALLOCATION);
    return allocation == null ? Double.NaN : allocation.getScore();
  }

  private static String name(RunResult result) {
    String benchmark = result.getParams().getBenchmark();
    String name =
        benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1);
    String parameters =
        result.getParams().getParamsKeys().stream()
            .map(key -> key + "=" + result.getParams().getParam(key))
            .collect(Collectors.joining(", "));
    return parameters.isEmpty() ? name : name + " (" + parameters + ")";
  }
}
