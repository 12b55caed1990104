package io.awfar.bench.guarantees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.awfar.bench.report.Goal;
import io.awfar.bench.report.Report;
import io.awfar.bench.setup.Options;
import io.awfar.bench.setup.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuaranteesBenchmarkTest {

  @TempDir Path folder;

  @Test
  void noPromiseMayBeBroken() throws Exception {
    Goal goal = goal(promise(true), promise(true));

    assertThat(goal.line()).isEqualTo("goal guarantees.broken-promises measured 0 target <=0 met");
  }

  @Test
  void onePromiseBrokenIsAMiss() throws Exception {
    Goal goal = goal(promise(true), promise(false));

    assertThat(goal.line())
        .isEqualTo("goal guarantees.broken-promises measured 1 target <=0 missed");
  }

  @Test
  void aRunThatDidNotComeToItsEndProvesNothing() throws Exception {
    Path log = Files.writeString(folder.resolve("log"), "    1.0  ready\n    2.0  kill -9\n");

    assertThatThrownBy(() -> Verdict.last(log)).isInstanceOf(IOException.class);
  }

  @Test
  void seedAndMinutesAreHandedOnAndTheVerdictIsReadFromTheLastLine() throws Exception {
    Report report = runWith("echo ready", promise(true).replace("7 = 7", "$*"), "exit 0");

    assertThat(report.text()).contains("--seed 7 --minutes 1.5").contains("promises measured 0 ");
  }

  @Test
  void aBrokenPromiseIsReportedAlthoughTheScriptFails() throws Exception {
    assertThat(runWith("", promise(false), "exit 1").text()).contains("promises measured 1 ");
  }

  @Test
  void whatCouldNotRunIsNoResult() {
    assertThatThrownBy(() -> runWith("", promise(true), "exit 2"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("2");
  }

  /// With a script in the place of `deploy/guarantees/run`.
  private Report runWith(String before, String promise, String after) throws Exception {
    Path script = folder.resolve("deploy/guarantees/run");
    Files.createDirectories(script.getParent());
    String json = json(promise).replace("\"", "\\\"");
    Files.writeString(script, "#!/bin/sh\n%s\necho \"%s\"\n%s\n".formatted(before, json, after));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr--r--"));
    Options options = Options.parse(List.of("--seed", "7", "--minutes", "1.5"));
    try (Workplace workplace = Workplace.open(folder, "guarantees")) {
      return new GuaranteesBenchmark(options).run(workplace);
    }
  }

  private Goal goal(String... promises) throws IOException {
    Path log =
        Files.writeString(folder.resolve("log"), "    1.0  ready\n\n" + json(promises) + "\n");
    return GuaranteesBenchmark.report(Verdict.last(log), 1, 2.5).goals().getFirst();
  }

  private static String json(String... promises) {
    return "{\"faults\":23,\"eventsAcknowledged\":10200,\"promises\":[%s]}"
        .formatted(String.join(",", promises));
  }

  private static String promise(boolean held) {
    return "{\"name\":\"stored = published\",\"held\":%s,\"figures\":\"7 = 7\",\"examples\":[]}"
        .formatted(held);
  }
}
