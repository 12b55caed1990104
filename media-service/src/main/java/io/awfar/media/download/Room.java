package io.awfar.media.download;

/// Room for the bytes of a file, which is asked for before any of them is written.
@FunctionalInterface
public interface Room {

  /// Waits for room.
  ///
  /// @param bytes that the file has at most
  /// @throws CrowdedException if there is none in time
  void take(long bytes) throws CrowdedException, InterruptedException;
}
