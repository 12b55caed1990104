package io.awfar.gateway.error;

import org.jspecify.annotations.Nullable;

/// What is told of a file that is refused.
///
/// @param limitBytes how large it may be
/// @param kind what it could be sent as, such as `image`
/// @param detectedType MIME type that its bytes say
/// @param reason stable code of what is wrong with it
public record FileDetails(
    @Nullable Long limitBytes,
    @Nullable String kind,
    @Nullable String detectedType,
    @Nullable String reason) {

  static final FileDetails NONE = new FileDetails(null, null, null, null);

  /// Of a file whose kind nobody knows.
  public static FileDetails limit(long bytes) {
    return new FileDetails(bytes, null, null, null);
  }
}
