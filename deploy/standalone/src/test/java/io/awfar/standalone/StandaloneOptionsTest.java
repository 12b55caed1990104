package io.awfar.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StandaloneOptionsTest {

  @Test
  void withoutOptionsItRunsWithTrafficUntilInterrupted() {
    StandaloneOptions options = StandaloneOptions.parse();

    assertThat(options.simulator()).isTrue();
    assertThat(options.runTime()).isEmpty();
    assertThat(options.port(Port.GATEWAY)).isEqualTo(5000);
  }

  @Test
  void everyOptionIsRead() {
    StandaloneOptions options =
        StandaloneOptions.parse(
            "--data",
            "/tmp/x",
            "--rate",
            "50",
            "--no-simulator",
            "--seconds",
            "7",
            "--seed",
            "-3",
            "--kafka-port",
            "19092");

    assertThat(options.data()).hasToString("/tmp/x");
    assertThat(options.eventsPerSecond()).isEqualTo(50);
    assertThat(options.simulator()).isFalse();
    assertThat(options.runTime()).contains(Duration.ofSeconds(7));
    assertThat(options.seed()).contains(-3L);
    assertThat(options.port(Port.KAFKA)).isEqualTo(19_092);
  }

  @Test
  void aWrongOptionIsAnsweredWithOneSentence() {
    assertThatThrownBy(() -> StandaloneOptions.parse("--speed", "1"))
        .hasMessage("Unknown option --speed; see --help.");
    assertThatThrownBy(() -> StandaloneOptions.parse("--rate"))
        .hasMessage("Option --rate needs a value.");
    assertThatThrownBy(() -> StandaloneOptions.parse("--rate", "fast"))
        .hasMessage("Option --rate takes a whole number from 1 to 1000000, not 'fast'.");
    assertThatThrownBy(() -> StandaloneOptions.parse("--kafka-port", "70000"))
        .hasMessage("Option --kafka-port takes a whole number from 1 to 65535, not '70000'.");
  }

  @Test
  void theHelpNamesEveryPort() {
    for (Port port : Port.values()) {
      assertThat(StandaloneOptions.help()).contains("--" + port.option());
    }
  }
}
