package io.awfar.guarantees.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LaunchTest {

  @Test
  void aServiceRunsByTheOptionsThatAreAskedForWhichWinOverTheBoundOfItsHeap() throws Exception {
    Launch launch =
        new Launch(
            new Instance(Service.DEDUP, 1),
            List.of("-XX:+UseCompactObjectHeaders", "-Xmx1g"),
            Path.of("dedup-stream.jar"),
            "",
            Map.of(),
            Path.of("state"),
            false,
            Path.of("log"));

    assertThat(launch.command())
        .endsWith("-Xmx192m", "-XX:+UseCompactObjectHeaders", "-Xmx1g", "-jar", "dedup-stream.jar");
  }
}
