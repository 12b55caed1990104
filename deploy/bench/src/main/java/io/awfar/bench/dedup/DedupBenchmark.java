package io.awfar.bench.dedup;

import io.awfar.bench.process.Broker;
import io.awfar.bench.report.Report;
import io.awfar.bench.setup.Benchmark;
import io.awfar.bench.setup.Options;
import io.awfar.bench.setup.Workplace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/// Deduplication beside the published pattern and beside none at all.
public final class DedupBenchmark implements Benchmark {

  private final DedupSettings settings;

  public DedupBenchmark(Options options) {
    this.settings = DedupSettings.of(options);
  }

  @Override
  public Report run(Workplace workplace) throws Exception {
    try (Broker broker = Broker.start(workplace.folder());
        Admin admin =
            Admin.create(
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
      Topics topics = new Topics(admin, settings.partitions());
      Input input = load(broker, topics);
      Course course = new Course(settings, workplace, broker, topics, input);
      Runs runs = new Runs();
      List<Restore> restores = new ArrayList<>();
      for (int round = 1; round <= settings.rounds(); round++) {
        for (String contender : settings.contenders()) {
          Path state = workplace.newFolder("state");
          EventStream stream = course.stream(contender, contender + "-" + round, state);
          Run run = course.run(stream);
          System.err.println("dedup: " + run);
          runs.add(run);
          if (run.changelogBytes() > 0) {
            restores.add(course.restore(stream));
          }
          course.cleanUp(stream);
        }
      }
      return DedupReport.of(settings, input, runs, restores);
    }
  }

  private Input load(Broker broker, Topics topics) throws Exception {
    topics.make(Input.TOPIC);
    Duration span = settings.step().multipliedBy(settings.events());
    Input input =
        new Input(
            broker.bootstrapServers(),
            settings.recordBytes(),
            Instant.now().minus(span),
            settings.step());
    input.load(settings.events());
    return input;
  }
}
