package io.awfar.media.file;

import io.awfar.media.access.Caller;
import io.awfar.media.problem.Refusal;
import io.awfar.media.problem.RefusedException;
import io.awfar.media.store.ObjectKey;
import java.util.UUID;
import java.util.regex.Pattern;

/// The path of a file as a request names it: `<ownerId>/<sha256>`, with `.thumbnail` for its
/// preview. Only what belongs to the caller's workspace becomes a key.
public record FilePath(ObjectKey key, boolean thumbnail) {

  private static final String THUMBNAIL = ".thumbnail";
  private static final Pattern OWNER =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /// @throws RefusedException if it is no such path, or that of another workspace: the same answer
  ///   as for a file that there is not
  public static FilePath of(String owner, String name, Caller caller) {
    boolean thumbnail = name.endsWith(THUMBNAIL);
    String sha256 = thumbnail ? name.substring(0, name.length() - THUMBNAIL.length()) : name;
    if (!OWNER.matcher(owner).matches()
        || !SHA256.matcher(sha256).matches()
        || !UUID.fromString(owner).equals(caller.ownerId())) {
      throw new RefusedException(Refusal.FILE_UNKNOWN);
    }
    return new FilePath(new ObjectKey(caller.ownerId(), sha256), thumbnail);
  }

  /// The key of the object that is meant.
  String object() {
    return thumbnail ? key + THUMBNAIL : key.toString();
  }
}
