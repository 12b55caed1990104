package io.awfar.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceTest {

  @Test
  void ofSeveralVersionsTheOneThatWasBuiltLastIsRun(@TempDir Path target) throws IOException {
    built(target, "ingest-service-0.1.0-exec.jar", Instant.EPOCH);
    Path last = built(target, "ingest-service-0.10.0-exec.jar", Instant.EPOCH.plusSeconds(10));
    built(target, "ingest-service-0.2.0-exec.jar", Instant.EPOCH.plusSeconds(5));
    built(target, "ingest-service-0.10.0.jar", Instant.EPOCH.plusSeconds(11));

    assertThat(Service.jar(target)).isEqualTo(last);
  }

  private static Path built(Path target, String name, Instant time) throws IOException {
    return Files.setLastModifiedTime(Files.createFile(target.resolve(name)), FileTime.from(time));
  }
}
