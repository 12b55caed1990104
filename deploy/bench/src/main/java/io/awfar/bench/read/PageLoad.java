package io.awfar.bench.read;

import io.awfar.bench.load.HttpLoad;
import io.awfar.bench.load.LoadResult;
import io.awfar.bench.process.Postgres;
import io.awfar.bench.report.Delays;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/// Asks for pages, of chats drawn at random: a while to warm up, as fast as answered, then at half
/// of that.
///
/// @param warmUpSeconds of the first
/// @param seconds of each of the other two
record PageLoad(
    Subject subject, Postgres postgres, List<String> chats, int connections, int warmUpSeconds, int seconds) {

  Run run(String contender, int port, String token, DoubleSupplier appCpu) throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    HttpLoad load =
        new HttpLoad(
            port, connections, number -> request(subject, chats.get(random.nextInt(chats.size())), token));
    var warmUp = load.asFastAsAnswered(Integer.MAX_VALUE, warmUpSeconds, second -> {});
    check(contender, warmUp);
    double app = appCpu.getAsDouble();
    double database = postgres.cpuSeconds();
    LoadResult peak = load.asFastAsAnswered(Integer.MAX_VALUE, seconds, second -> {});
    check(contender, peak);
    double appMicros = (appCpu.getAsDouble() - app) * 1e6 / peak.answered();
    double databaseMicros = (postgres.cpuSeconds() - database) * 1e6 / peak.answered();
    LoadResult half = load.atRate(peak.rate() / 2, seconds);
    check(contender, half);
    Run run =
        new Run(
            contender, peak.rate(), appMicros, databaseMicros, Delays.of(List.of(half.delays())));
    System.err.println(subject.benchmark() + ": " + run);
    return run;
  }

  private static void check(String contender, LoadResult result) {
    if (result.refused() > 0 || result.answered() == 0) {
      throw new IllegalStateException(
          "%s answered %d pages and refused %d"
              .formatted(contender, result.answered(), result.refused()));
    }
  }

  static byte[] request(Subject subject, String chat, String token) {
    return ("GET "
            + subject.path(chat)
            + " HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n"
            + "Authorization: Bearer "
            + token
            + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }
}
