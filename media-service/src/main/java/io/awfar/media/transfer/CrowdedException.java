package io.awfar.media.transfer;

/// There was no room for a file before its time was over.
final class CrowdedException extends Exception {

  private static final long serialVersionUID = 1L;

  CrowdedException() {
    super("No room");
  }
}
