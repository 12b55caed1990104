package io.awfar.bench.dedup;

import io.awfar.bench.process.Broker;
import io.awfar.bench.process.Child;
import io.awfar.bench.process.Jvm;
import io.awfar.bench.process.Measured;
import io.awfar.bench.setup.Workplace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The course that every contender runs, each time in a JVM of its own.
record Course(
    DedupSettings settings, Workplace workplace, Broker broker, Topics topics, Input input) {

  EventStream stream(String contender, String application, Path state) {
    return new EventStream(
        broker.bootstrapServers(),
        contender,
        application,
        state,
        settings.commitMillis(),
        settings.threads(),
        Contenders.MEMORY);
  }

  /// Reads the input once.
  Run run(EventStream stream) throws Exception {
    String output = EventStream.output(stream.application());
    topics.make(output);
    String[] arguments =
        Stream.concat(
                Stream.of(Long.toString(input.records()), Long.toString(broker.pid())),
                Stream.of(stream.arguments()))
            .toArray(String[]::new);
    Measured figures = figures(StreamProcess.class, arguments);
    return new Run(
        stream.contender(),
        figures.get("rate"),
        figures.get("cpu"),
        figures.get("steadyRate"),
        figures.get("steadyCpu"),
        figures.get("brokerCpu"),
        broker.logBytes(stream.application() + '-'),
        figures.get("residentBytes"),
        figures.get("storeBytes"),
        CleanTopic.read(broker.bootstrapServers(), output).isExactly(input.events()));
  }

  /// Loses the state and starts a successor.
  Restore restore(EventStream stream) throws IOException {
    Workplace.remove(stream.stateFolder());
    Measured figures = figures(RestoreProcess.class, stream.arguments());
    return new Restore(
        stream.contender(),
        figures.get("seconds"),
        figures.get("cpuSeconds"),
        figures.get("storeBytes"));
  }

  /// Makes room for the next.
  void cleanUp(EventStream stream) throws Exception {
    topics.remove(stream.application() + '-');
    topics.remove(EventStream.output(stream.application()));
    if (stream.stateFolder().toFile().exists()) {
      Workplace.remove(stream.stateFolder());
    }
  }

  private Measured figures(Class<?> main, String... arguments) throws IOException {
    try (Child child = Jvm.start(main, settings.jvm(), workplace.folder(), arguments)) {
      return child.awaitMeasured();
    }
  }
}
