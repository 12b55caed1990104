package io.awfar.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StandaloneIT {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path data;

  @Test
  void dataSurvivesAKillAndTheNextRunGoesOnAndItsReportAddsUp() throws Exception {
    StandaloneOptions options = OnFreePorts.in(data);
    JsonNode first;
    try (StandaloneProcess awfar = StandaloneProcess.start(options, "--rate", "300")) {
      first = json(awfar.awaitLine("READY "));
      String live = awfar.awaitLine("received ");
      while (stored(live) == 0) {
        live = awfar.awaitLine("received ");
      }
      awfar.signal("KILL");
      assertThat(awfar.exitStatus(20)).contains(128 + 9);
    }

    try (StandaloneProcess awfar = StandaloneProcess.start(options, "--rate", "300")) {
      JsonNode second = json(awfar.awaitLine("READY "));
      assertThat(second).isEqualTo(first);
      String live = awfar.awaitLine("received ");
      awfar.signal("INT");
      JsonNode report = json(awfar.awaitLine("REPORT "));

      assertThat(awfar.exitStatus(60)).as(String.join("\n", awfar.lines())).contains(0);
      assertThat(report.get("received").asLong())
          .isEqualTo(
              report.get("published").asLong()
                  + report.get("duplicates").asLong()
                  + report.get("quarantined").asLong());
      assertThat(report.get("stored").asLong())
          .isEqualTo(report.get("published").asLong())
          .isGreaterThanOrEqualTo(stored(live));
      assertThat(report.get("quarantined").asLong()).isZero();
      assertThat(report.get("duplicates").asLong()).isPositive();
      assertThat(report.get("media").asLong()).isPositive();
    }
  }

  @Test
  void aBusyPortGivesOneClearSentence() throws Exception {
    StandaloneOptions options = OnFreePorts.in(data);
    try (ServerSocket taken =
            new ServerSocket(options.port(Port.GATEWAY), 1, InetAddress.getLoopbackAddress());
        StandaloneProcess awfar = StandaloneProcess.start(options)) {

      assertThat(awfar.exitStatus(20)).contains(2);
      assertThat(awfar.lines())
          .contains(
              "awfar: Port %d, for REST API for agents, is in use; free it or choose another with --gateway-port N."
                  .formatted(taken.getLocalPort()));
    }
  }

  private static JsonNode json(String line) {
    return JSON.readTree(line.substring(line.indexOf('{')));
  }

  /// The number behind the word "stored" of a live line.
  private static long stored(String live) {
    return Arrays.stream(live.split(" \\| "))
        .filter(part -> part.startsWith("stored "))
        .mapToLong(part -> Long.parseLong(part.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
