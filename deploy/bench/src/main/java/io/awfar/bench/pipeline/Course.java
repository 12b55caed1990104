package io.awfar.bench.pipeline;

import io.awfar.bench.load.HttpLoad;
import io.awfar.bench.load.LoadResult;
import io.awfar.bench.load.Webhooks;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// What every contender goes through: events as fast as it answers, each counted once its row is.
final class Course {

  private final PipelineSettings settings;
  private final int port;
  private final Stored stored;
  private final Webhooks webhooks;
  private long sent;

  Course(PipelineSettings settings, int port, Stored stored) {
    this.settings = settings;
    this.port = port;
    this.stored = stored;
    this.webhooks = new Webhooks(settings.chats(), Instant.now());
  }

  /// Warms up, then measures.
  ///
  /// @param cpuSeconds of each process so far
  Throughput throughput(String contender, int events, Supplier<Map<String, Double>> cpuSeconds)
      throws IOException, SQLException, InterruptedException {
    send(events * settings.warmUpPercent() / 100);
    System.err.println("pipeline: " + contender + " is warm, the clock starts");
    Map<String, Double> before = cpuSeconds.get();
    long start = System.nanoTime();
    send(events);
    double seconds = (System.nanoTime() - start) / 1e9;
    Map<String, Double> micros = new LinkedHashMap<>();
    cpuSeconds
        .get()
        .forEach((process, cpu) ->
            micros.put(process, (cpu - before.getOrDefault(process, 0.0)) * 1e6 / events));
    Throughput throughput = new Throughput(contender, events / seconds, micros);
    stored.check(sent);
    System.err.println("pipeline: " + throughput);
    return throughput;
  }

  /// Sends messages at a fixed rate until each is a row.
  ///
  /// @return when each was answered
  Moments atRate() throws IOException, SQLException, InterruptedException {
    Moments answered = moments();
    LoadResult result =
        load(sent)
            .onAnswer(number -> answered.now(sent + number))
            .atRate(settings.rate(), settings.rateSeconds());
    check(result, answered.messages());
    sent += answered.messages();
    stored.await(sent);
    return answered;
  }

  /// For those that are sent next at a fixed rate.
  Moments moments() {
    return new Moments(sent, settings.rate() * settings.rateSeconds());
  }

  private void send(int events) throws IOException, SQLException, InterruptedException {
    LoadResult result = load(sent).asFastAsAnswered(events, Double.MAX_VALUE, second -> {});
    check(result, events);
    sent += events;
    stored.await(sent);
  }

  private HttpLoad load(long first) {
    return new HttpLoad(port, settings.connections(), number -> webhooks.request(first + number));
  }

  private static void check(LoadResult result, int events) {
    if (result.answered() != events) {
      throw new IllegalStateException(
          "%d of %d webhooks were answered 200".formatted(result.answered(), events));
    }
  }
}
