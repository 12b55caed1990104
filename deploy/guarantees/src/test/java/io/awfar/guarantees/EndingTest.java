package io.awfar.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.guarantees.verify.Promise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class EndingTest {

  private static final int ARRAY_BYTES = 1 << 20;
  private static final Promise HELD = new Promise("a promise", true, "7 = 7", List.of());
  private static final Promise BROKEN = new Promise("another", false, "7 = 8", List.of());

  @Test
  void onlyARunThatLacksNothingIsAProof() {
    assertThat(Ending.status(List.of(HELD), List.of())).isEqualTo(Ending.ALL_HELD);
    assertThat(Ending.status(List.of(HELD), List.of("no faults"))).isEqualTo(Ending.NOT_RUN);
  }

  @Test
  void aBrokenPromiseIsOneHoweverLittleWasTried() {
    assertThat(Ending.status(List.of(HELD, BROKEN), List.of("no faults"))).isEqualTo(Ending.BROKEN);
  }

  @Test
  void aRunEndsWithItsOwnVerdict() throws Exception {
    assertThat(statusOf("verdict")).isEqualTo(Ending.BROKEN);
  }

  @Test
  void aFailureOfTheHarnessIsNoBrokenPromise() throws Exception {
    assertThat(statusOf("exception")).isEqualTo(Ending.NOT_RUN);
    assertThat(statusOf("error")).isEqualTo(Ending.NOT_RUN);
    assertThat(statusOf("memory")).isEqualTo(Ending.NOT_RUN);
  }

  @Test
  void aFailureInAnotherThreadIsNoBrokenPromise() throws Exception {
    assertThat(statusOf("thread")).isEqualTo(Ending.NOT_RUN);
    assertThat(statusOf("virtual-thread")).isEqualTo(Ending.NOT_RUN);
  }

  @Test
  void memoryThatRanOutInAThreadThatSwallowsItIsNoBrokenPromise() throws Exception {
    assertThat(statusOf("swallowed", optionOfTheScript())).isEqualTo(Ending.NOT_RUN);
  }

  private static String optionOfTheScript() throws IOException {
    return Pattern.compile("\"(-XX:OnOutOfMemoryError=.*?)\"")
        .matcher(Files.readString(Path.of("run")))
        .results()
        .map((MatchResult match) -> match.group(1))
        .findFirst()
        .orElseThrow();
  }

  private static int statusOf(String scenario, String... options) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx16m"));
    command.addAll(List.of(options));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), Scenario.class.getName(), scenario));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  /// A process of its own, for it ends.
  static final class Scenario {

    private Scenario() {}

    public static void main(String[] arguments) {
      Ending.of(() -> {
        switch (arguments[0]) {
          case "verdict" -> {}
          case "exception" -> throw new IOException("no disk");
          case "error" -> throw new StackOverflowError();
          case "memory" -> fillMemory();
          case "thread" -> Thread.ofPlatform().start(Scenario::fillMemory).join();
          case "virtual-thread" -> Thread.ofVirtual().start(Scenario::fillMemory).join();
          case "swallowed" -> {
            Runtime.getRuntime().addShutdownHook(Ending.early(() -> {}));
            Thread.ofPlatform().start(Scenario::swallow).join();
            // Ended from outside, or never.
            Thread.currentThread().join();
          }
          default -> throw new IllegalArgumentException(arguments[0]);
        }
        return Ending.BROKEN;
      });
    }

    private static void swallow() {
      try {
        fillMemory();
      } catch (OutOfMemoryError e) {
        // As a pool of threads does whose futures nobody asks.
      }
    }

    private static void fillMemory() {
      List<byte[]> all = new ArrayList<>();
      while (true) {
        all.add(new byte[ARRAY_BYTES]);
      }
    }
  }
}
