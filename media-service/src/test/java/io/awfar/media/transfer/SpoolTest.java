package io.awfar.media.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

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
  void aLinkInPlaceOfTheFolderIsNotEmptied() throws Exception {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path file = Files.writeString(elsewhere.resolve("of-somebody-else.part"), "x");
    Path link = Files.createSymbolicLink(folder.resolve("spool"), elsewhere);

    assertThatIllegalStateException().isThrownBy(() -> Spool.open(link));

    assertThat(file).exists();
  }

  @Test
  void whatACrashLeftIsGoneAtTheNextStart() throws Exception {
    Files.writeString(Spool.open(folder).slot().path(), "x");

    Spool.open(folder);

    assertThat(folder).isEmptyDirectory();
  }
}
