package io.awfar.simulator.send;

/// Tells which media ids can be sent.
@FunctionalInterface
public interface KnownMedia {

  /// True if a file with this id was uploaded or received and not removed.
  boolean has(String mediaId);
}
