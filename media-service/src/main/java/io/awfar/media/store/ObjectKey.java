package io.awfar.media.store;

import java.util.UUID;

/// The name of an object: `<workspace>/<SHA-256 of the content>`.
///
/// Storing the same content again changes nothing, a file sent to many chats of a workspace is kept
/// once, and no two workspaces share an object.
///
/// @param sha256 lower-case hex
public record ObjectKey(UUID ownerId, String sha256) {

  /// Name of the object with its thumbnail.
  public String thumbnail() {
    return this + ".thumbnail";
  }

  @Override
  public String toString() {
    return ownerId + "/" + sha256;
  }
}
