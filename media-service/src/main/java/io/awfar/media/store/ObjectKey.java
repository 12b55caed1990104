package io.awfar.media.store;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of an object: `<workspace>/<SHA-256 of the content>`.
///
/// Storing the same content again changes nothing, a file sent to many chats of a workspace is kept
/// once, and no two workspaces share an object.
///
/// @param sha256 lower-case hex
public record ObjectKey(UUID ownerId, String sha256) {

  /// A file, or what is beside it: its preview, what WhatsApp calls it.
  private static final Pattern OBJECT =
      Pattern.compile(
          "([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/([0-9a-f]{64})(\\..*)?");

  /// The file that an object is, or is beside of; none if it is something else, which is nobody's
  /// here.
  public static Optional<ObjectKey> ofObject(String name) {
    Matcher object = OBJECT.matcher(name);
    return object.matches()
        ? Optional.of(new ObjectKey(UUID.fromString(object.group(1)), object.group(2)))
        : Optional.empty();
  }

  /// Name of the object with its thumbnail.
  public String thumbnail() {
    return this + ".thumbnail";
  }

  @Override
  public String toString() {
    return ownerId + "/" + sha256;
  }
}
