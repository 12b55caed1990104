package io.awfar.media.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

  @TempDir Path folder;

  @Test
  void aFileIsGoneOnceItsSlotIsClosed() throws Exception {
    Spool spool = Spool.open(folder);
    try (Spool.Slot slot = spool.slot()) {
      Files.writeString(slot.path(), "x");
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatACrashLeftIsGoneAtTheNextStart() throws Exception {
    Files.writeString(Spool.open(folder).slot().path(), "x");

    Spool.open(folder);

    assertThat(folder).isEmptyDirectory();
  }
}
