package io.awfar.bench;

import io.awfar.bench.dedup.DedupBenchmark;
import io.awfar.bench.dedup.DedupGrowthBenchmark;
import io.awfar.bench.guarantees.GuaranteesBenchmark;
import io.awfar.bench.ingest.IngestBenchmark;
import io.awfar.bench.media.MediaBenchmark;
import io.awfar.bench.micro.MicroBenchmark;
import io.awfar.bench.persist.PersistBenchmark;
import io.awfar.bench.persist.PersistGrowthBenchmark;
import io.awfar.bench.pipeline.PipelineBenchmark;
import io.awfar.bench.read.OverloadBenchmark;
import io.awfar.bench.read.ReadBenchmark;
import io.awfar.bench.report.Command;
import io.awfar.bench.setup.Benchmark;
import io.awfar.bench.setup.Options;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Runs one benchmark or all and prints what came out, the goals last.
public final class Bench {

  private static final String ALL = "all";
  private static final String RESULTS = "deploy/bench/results";

  private static final Map<String, Function<Options, Benchmark>> BENCHMARKS = new LinkedHashMap<>();

  static {
    BENCHMARKS.put("dedup", DedupBenchmark::new);
    BENCHMARKS.put("dedup-growth", DedupGrowthBenchmark::new);
    BENCHMARKS.put("persist", PersistBenchmark::new);
    BENCHMARKS.put("persist-growth", PersistGrowthBenchmark::new);
    BENCHMARKS.put("ingest", IngestBenchmark::new);
    BENCHMARKS.put("read", ReadBenchmark::ofMessages);
    BENCHMARKS.put("chats", ReadBenchmark::ofChats);
    BENCHMARKS.put("overload", OverloadBenchmark::new);
    BENCHMARKS.put("media", MediaBenchmark::new);
    BENCHMARKS.put("pipeline", PipelineBenchmark::new);
    BENCHMARKS.put("guarantees", GuaranteesBenchmark::new);
    BENCHMARKS.put("jmh", MicroBenchmark::new);
  }

  private Bench() {}

  /// @param arguments name of a benchmark or `all`, then its options
  public static void main(String[] arguments) throws Exception {
    Map<String, Benchmark> chosen;
    Options options;
    try {
      options = Options.parse(Arrays.asList(arguments).subList(1, arguments.length));
      chosen = chosen(arguments[0], options);
      options.refuseUnknown();
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      System.err.println(e.getMessage());
      System.err.println(
          "deploy/bench/run <" + String.join("|", BENCHMARKS.keySet()) + "|all> [options]");
      System.exit(2);
      return;
    }
    Path root = Path.of(System.getProperty("awfar.root", ".")).toAbsolutePath().normalize();
    Path results = root.resolve(resultsFolder(options));
    List<String> failed =
        new Invocation(root, results, new Command(List.of(arguments))).run(chosen);
    // Goals are the last that is printed.
    System.err.println("written to " + results);
    if (options.given()) {
      System.err.println("and not to " + root.resolve(RESULTS) + ", for options were given");
    }
    if (!failed.isEmpty()) {
      System.err.println("failed: " + String.join(", ", failed));
      System.exit(1);
    }
  }

  /// Results are what anybody measures who types the same short command. What a quick or a partial
  /// run finds must not take their place.
  static String resultsFolder(Options options) {
    if (options.quick()) {
      return "deploy/bench/target/quick";
    }
    return options.given() ? "deploy/bench/target/partial" : RESULTS;
  }

  private static Map<String, Benchmark> chosen(String name, Options options) {
    Map<String, Benchmark> chosen = new LinkedHashMap<>();
    if (name.equals(ALL)) {
      BENCHMARKS.forEach((each, make) -> chosen.put(each, make.apply(options.of(each))));
    } else if (BENCHMARKS.containsKey(name)) {
      chosen.put(name, BENCHMARKS.get(name).apply(options));
    } else {
      throw new IllegalArgumentException("No such benchmark: " + name);
    }
    return chosen;
  }
}
