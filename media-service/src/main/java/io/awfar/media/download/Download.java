package io.awfar.media.download;

/// How a download that came to an end ended.
public sealed interface Download permits Download.Fetched, Refused {

  /// The whole file is in the spool.
  ///
  /// @param sha256 lower-case hex, computed; the stated one if there was one
  record Fetched(long sizeBytes, String sha256) implements Download {}
}
