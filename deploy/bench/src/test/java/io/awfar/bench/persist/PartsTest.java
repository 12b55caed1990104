package io.awfar.bench.persist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartsTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() throws Exception {
    file = Files.write(folder.resolve("rows"), List.of("1", "2", "3", "4", "5", "6", "7"));
  }

  @Test
  void theFirstLinesStayTogetherAndTheRestIsDealtOut() throws Exception {
    Parts parts = Parts.split(file, 2, 2);

    assertThat(parts.head()).hasContent("1\n2");
    assertThat(parts.rest().get(0)).hasContent("3\n5\n7");
    assertThat(parts.rest().get(1)).hasContent("4\n6");
  }

  @Test
  void aTableThatWasStoredWhenTheClockStartedLeavesNothingToTime() throws Exception {
    Parts parts = Parts.split(file, 7, 1);

    assertThat(parts.head()).hasSameTextualContentAs(file);
    assertThat(parts.rest().getFirst()).isEmptyFile();
  }
}
