package io.awfar.media.spool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// A folder that no other user of the machine gets into, and that nobody else has made.
///
/// Its path can be guessed, and where it lies everybody may write. Whoever made it first, or a link
/// in its place, could read the files of customers, or have those of another folder deleted. Files
/// in it need no permissions of their own.
public final class PrivateFolder {

  private static final Set<PosixFilePermission> OWNER_ALONE =
      PosixFilePermissions.fromString("rwx------");
  private static final FileAttribute<Set<PosixFilePermission>> AS_OWNER_ALONE =
      PosixFilePermissions.asFileAttribute(OWNER_ALONE);
  private static final int ROOT = 0;

  private PrivateFolder() {}

  /// Makes the folder, and those above it that are missing, or takes the one that is there and
  /// closes it to others. Where a file system knows no owners, it is only made.
  ///
  /// What it lies in may belong to root, as a mounted volume does.
  ///
  /// @throws IllegalStateException if it is a symbolic link or not this user's
  /// @throws UncheckedIOException if it cannot be used
  public static void open(Path path) {
    Path folder = path.toAbsolutePath();
    if (Files.isSymbolicLink(folder)) {
      throw refused(folder, "is a symbolic link");
    }
    try {
      // The view that has numbers: a user in a container may have no name.
      if (!folder.getFileSystem().supportedFileAttributeViews().contains("unix")) {
        Files.createDirectories(folder);
        return;
      }
      Files.createDirectories(folder, AS_OWNER_ALONE);
      requireOwn(folder, ownUid(folder));
      Files.setPosixFilePermissions(folder, OWNER_ALONE);
    } catch (AccessDeniedException e) {
      throw new IllegalStateException(
          "The spool folder " + folder + " cannot be written by this user", e);
    } catch (IOException e) {
      throw new UncheckedIOException("The spool folder " + folder + " cannot be used", e);
    }
  }

  /// @param uid this user's number
  static void requireOwn(Path folder, int uid) throws IOException {
    if (Files.isSymbolicLink(folder)) {
      throw refused(folder, "is a symbolic link");
    }
    if (uidOf(folder) != uid) {
      throw refused(folder, "belongs to another user");
    }
    Path above = folder.getParent();
    if (above != null && uidOf(above) != uid && uidOf(above) != ROOT) {
      throw refused(folder, "lies in a folder of another user");
    }
  }

  /// That of a new file. Not asked of the system, since a file system may give its files to others.
  private static int ownUid(Path folder) throws IOException {
    Path file = Files.createTempFile(folder, "", ".part");
    try {
      return uidOf(file);
    } finally {
      Files.delete(file);
    }
  }

  private static int uidOf(Path path) throws IOException {
    return (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
  }

  private static IllegalStateException refused(Path folder, String why) {
    return new IllegalStateException(
        "The spool folder "
            + folder
            + " "
            + why
            + "; remove it, or set AWFAR_MEDIA_SPOOL_FOLDER to another");
  }
}
