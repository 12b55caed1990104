package io.awfar.media.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadFolderTest {

  @TempDir Path place;

  @Test
  void nobodyElseGetsIntoTheFolder() throws Exception {
    Path folder = place.resolve("uploads");

    try (SpooledFile file = UploadFolder.open(folder).create()) {
      assertThat(file.path()).hasParent(folder);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void aLinkInPlaceOfTheFolderIsNotUsed() throws Exception {
    Path elsewhere = Files.createDirectory(place.resolve("elsewhere"));
    Path link = Files.createSymbolicLink(place.resolve("uploads"), elsewhere);

    assertThatIllegalStateException().isThrownBy(() -> UploadFolder.open(link));
  }
}
