package io.awfar.guarantees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

  private static final Path ROOT = Path.of("/project");

  @Test
  void everyOptionIsUnderstood() {
    Options options =
        Options.parse(
            List.of(
                "--seed",
                "5",
                "--minutes",
                "0.5",
                "--rate",
                "20",
                "--data",
                "/d",
                "--keep",
                "--sabotage",
                "no-dedup",
                "--jvm",
                "-XX:+UseG1GC,-Xmx1g"),
            ROOT);

    assertThat(options)
        .isEqualTo(
            new Options(
                5,
                Duration.ofSeconds(30),
                20,
                Path.of("/d"),
                true,
                Sabotage.NO_DEDUP,
                List.of("-XX:+UseG1GC", "-Xmx1g")));
  }

  @Test
  void withoutASeedEachRunIsAnother() {
    assertThat(Options.parse(List.of(), ROOT).seed())
        .isNotEqualTo(Options.parse(List.of(), ROOT).seed());
  }

  @Test
  void unlessToldOtherwiseServicesStartFast() {
    assertThat(Options.parse(List.of(), ROOT).jvm())
        .containsExactly("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
  }

  @Test
  void onlyALongRunMustBringEveryKindOfFault() {
    assertThat(Options.parse(List.of("--minutes", "2.7"), ROOT).bringsEveryKind()).isTrue();
    assertThat(Options.parse(List.of("--minutes", "2.6"), ROOT).bringsEveryKind()).isFalse();
  }

  @Test
  void onlyALongAndBusyRunMustLeaveBacklogs() {
    assertThat(Options.parse(List.of("--minutes", "2.7"), ROOT).leavesBacklogs()).isTrue();
    assertThat(Options.parse(List.of("--minutes", "2.6"), ROOT).leavesBacklogs()).isFalse();
    assertThat(Options.parse(List.of("--minutes", "9", "--rate", "99"), ROOT).leavesBacklogs())
        .isFalse();
  }

  @Test
  void aSlipIsAnsweredWithASentence() {
    assertThatThrownBy(() -> Options.parse(List.of("--sead", "5"), ROOT))
        .hasMessage("unknown option --sead");
    assertThatThrownBy(() -> Options.parse(List.of("--seed"), ROOT))
        .hasMessage("unknown option, or one without its value: --seed");
    assertThatThrownBy(() -> Options.parse(List.of("--minutes", "0"), ROOT))
        .hasMessage("--minutes must be 0.2 to 1440.0");
    assertThatThrownBy(() -> Options.parse(List.of("--sabotage", "x"), ROOT))
        .hasMessage("unknown sabotage x");
    assertThatThrownBy(() -> Options.parse(List.of("--jvm", "-Xmx1g,"), ROOT))
        .hasMessage("--jvm must be options of a JVM separated by commas, not -Xmx1g,");
  }
}
