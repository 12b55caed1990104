package io.awfar.bench.dedup;

import io.awfar.bench.process.Broker;
import io.awfar.bench.process.Child;
import io.awfar.bench.process.Jvm;
import io.awfar.bench.process.Measured;
import io.awfar.bench.report.Report;
import io.awfar.bench.setup.Benchmark;
import io.awfar.bench.setup.Options;
import io.awfar.bench.setup.Workplace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/// What an event costs while more and more are remembered, and what is remembered once the oldest
/// are forgotten as fast as new ones come.
public final class DedupGrowthBenchmark implements Benchmark {

  private static final int RECORD_BYTES = 120;
  private static final int MILLION = 1_000_000;
  private static final int EXPIRY_SLICES = 6;

  /// 50 million events within the memory of eight days.
  private static final Duration STEP = Duration.ofMillis(10);

  private final List<Integer> points;
  private final int probe;
  private final int expirySlice;
  private final DedupSettings settings;

  public DedupGrowthBenchmark(Options options) {
    String usual = options.quick() ? "1,2" : "1,5,10,20,50";
    this.points = options.list("millions", usual).stream().map(Integer::valueOf).toList();
    this.probe = options.number("probe", 3 * MILLION, 100_000);
    this.expirySlice = options.number("expiry-events", 3 * MILLION, 100_000);
    this.settings = DedupSettings.of(options);
  }

  @Override
  public Report run(Workplace workplace) throws Exception {
    // A broker each: a topic that was removed cannot be made again at once.
    Map<Integer, Measured> growth =
        onNewBroker(workplace, (broker, topics) -> growth(workplace, broker, topics));
    List<Measured> expiry =
        onNewBroker(workplace, (broker, topics) -> expiry(workplace, broker, topics));
    return GrowthReport.of(growth, expiry, expirySlice);
  }

  private interface Part<T> {
    T measure(Broker broker, Topics topics) throws Exception;
  }

  private <T> T onNewBroker(Workplace workplace, Part<T> part) throws Exception {
    try (Broker broker = Broker.start(workplace.newFolder("broker"));
        Admin admin =
            Admin.create(
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
      return part.measure(broker, new Topics(admin, settings.partitions()));
    }
  }

  private Map<Integer, Measured> growth(Workplace workplace, Broker broker, Topics topics)
      throws Exception {
    Map<Integer, Measured> measured = new LinkedHashMap<>();
    Input input = input(broker, topics);
    try (Child child = start(workplace, broker, topics, "growth", Contenders.MEMORY)) {
      for (int point : points) {
        input.loadUntil((long) point * MILLION);
        var filled = process(child, input, topics, "growth");
        input.load(probe);
        measured.put(point, process(child, input, topics, "growth"));
        System.err.println("dedup-growth: " + point + "M " + measured.get(point) + filled);
      }
    }
    return measured;
  }

  /// The memory is as long as one slice lasts.
  private List<Measured> expiry(Workplace workplace, Broker broker, Topics topics)
      throws Exception {
    List<Measured> measured = new ArrayList<>();
    Input input = input(broker, topics);
    Duration memory = STEP.multipliedBy(expirySlice);
    try (Child child = start(workplace, broker, topics, "expiry", memory)) {
      for (int slice = 0; slice < EXPIRY_SLICES; slice++) {
        input.load(expirySlice);
        measured.add(process(child, input, topics, "expiry"));
      }
    }
    return measured;
  }

  private Input input(Broker broker, Topics topics) throws Exception {
    topics.make(Input.TOPIC);
    Instant first = Instant.now().minus(Contenders.MEMORY);
    return new Input(broker.bootstrapServers(), RECORD_BYTES, first, STEP);
  }

  private static Measured process(Child child, Input input, Topics topics, String application)
      throws Exception {
    child.tell(Long.toString(input.records()));
    Measured measured = child.awaitMeasured();
    topics.empty(EventStream.output(application));
    return measured;
  }

  private Child start(
      Workplace workplace, Broker broker, Topics topics, String application, Duration memory)
      throws Exception {
    topics.make(EventStream.output(application));
    EventStream stream =
        new EventStream(
            broker.bootstrapServers(),
            Contenders.AWFAR,
            application,
            workplace.newFolder("state"),
            settings.commitMillis(),
            settings.threads(),
            memory);
    String[] arguments =
        Stream.concat(Stream.of(Long.toString(broker.pid())), Stream.of(stream.arguments()))
            .toArray(String[]::new);
    return Jvm.start(GrowthProcess.class, settings.jvm(), workplace.folder(), arguments);
  }
}
