package io.awfar.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `deploy/run-service` with a JDK that prints what it is told and starts nothing.
class RunServiceTest {

  private static final Path PROJECT = Path.of("..", "..");
  private static final String SERVICE = "ingest-service";

  @TempDir Path root;

  @BeforeEach
  void makeAProject() throws IOException {
    Path deploy = Files.createDirectory(root.resolve("deploy"));
    for (String script : List.of("run-service", "java25.sh")) {
      Files.copy(
          PROJECT.resolve("deploy").resolve(script),
          deploy.resolve(script),
          StandardCopyOption.COPY_ATTRIBUTES);
    }
    Path target = Files.createDirectories(root.resolve(SERVICE).resolve("target"));
    Files.createFile(target.resolve(SERVICE + "-1-exec.jar"));
    Path bin = Files.createDirectories(root.resolve("jdk").resolve("bin"));
    Files.writeString(root.resolve("jdk").resolve("release"), "JAVA_VERSION=\"25\"\n");
    Path java = Files.writeString(bin.resolve("java"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void aServiceIsStartedWithTheOptionsThatItIsMeasuredWith() throws Exception {
    assertThat(started(Map.of())).isEqualTo(measured());
    assertThat(started(Map.of("AWFAR_JAVA_OPTIONS", "-Xms1g -Xmx1g")))
        .isEqualTo(measured("-Xms1g", "-Xmx1g"));
  }

  @Test
  void aCollectorThatIsNamedTakesThePlaceOfOurs() throws Exception {
    assertThat(started(Map.of("AWFAR_JAVA_OPTIONS", "-XX:+UseZGC -Xmx1g")))
        .isEqualTo(measured("-XX:+UseZGC", "-Xmx1g"));
    assertThat(started(Map.of("JAVA_TOOL_OPTIONS", "-XX:+UseG1GC")))
        .doesNotContain("-XX:+UseSerialGC");
  }

  @Test
  void theReadmeStartsAServiceWithTheSameOptions() throws Exception {
    assertThat(PROJECT.resolve("README.md"))
        .content()
        .contains("java " + String.join(" ", measured()) + " -jar " + SERVICE);
  }

  private static List<String> measured(String... options) {
    List<String> command = Jvm.command(List.of(options));
    return command.subList(1, command.size());
  }

  private List<String> started(Map<String, String> variables) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(root.resolve("deploy").resolve("run-service").toString(), SERVICE);
    Map<String, String> environment = builder.environment();
    List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS").forEach(environment::remove);
    environment.put("JAVA_HOME", root.resolve("jdk").toString());
    environment.put("AWFAR_AOT", "off");
    environment.putAll(variables);
    Process script = builder.redirectErrorStream(true).start();
    List<String> printed = script.inputReader().lines().toList();
    assertThat(script.waitFor()).as("%s", printed).isZero();
    return printed.subList(0, printed.indexOf("-jar"));
  }
}
