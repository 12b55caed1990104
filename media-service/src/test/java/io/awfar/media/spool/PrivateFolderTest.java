package io.awfar.media.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFolderTest {

  @TempDir Path place;

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void nobodyElseGetsIntoAFolderThatIsMadeNorIntoThoseAboveIt() throws Exception {
    Path folder = place.resolve("awfar-media").resolve("instance");

    PrivateFolder.open(folder);

    assertThat(permissions(folder)).isEqualTo("rwx------");
    assertThat(permissions(folder.getParent())).isEqualTo("rwx------");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFolderThatAnEarlierStartLeftOpenIsClosedAndKeepsWhatIsInIt() throws Exception {
    Path folder = Files.createDirectory(place.resolve("instance"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.writeString(folder.resolve("a.part"), "x");

    PrivateFolder.open(folder);

    assertThat(permissions(folder)).isEqualTo("rwx------");
    assertThat(folder.resolve("a.part")).hasContent("x");
  }

  @Test
  void aLinkInItsPlaceIsNotFollowed() throws Exception {
    Path elsewhere = Files.createDirectory(place.resolve("elsewhere"));
    Path link = Files.createSymbolicLink(place.resolve("instance"), elsewhere);
    Path dangling = Files.createSymbolicLink(place.resolve("dangling"), place.resolve("not-there"));

    for (Path folder : new Path[] {link, dangling}) {
      assertThatIllegalStateException()
          .isThrownBy(() -> PrivateFolder.open(folder))
          .withMessageContaining(folder + " is a symbolic link")
          .withMessageContaining("AWFAR_MEDIA_SPOOL_FOLDER");
    }
    assertThat(elsewhere).isEmptyDirectory();
    assertThat(place.resolve("not-there")).doesNotExist();
  }

  @Test
  void aFolderOfAnotherUserIsNotUsed() throws Exception {
    int uid = (int) Files.getAttribute(place, "unix:uid");

    assertThatIllegalStateException()
        .isThrownBy(() -> PrivateFolder.requireOwn(place, uid + 1))
        .withMessageContaining(place + " belongs to another user");
  }
}
