package io.awfar.media.download;

/// There was no room for a file before its time was over.
public final class CrowdedException extends Exception {

  private static final long serialVersionUID = 1L;

  public CrowdedException() {
    super("No room");
  }
}
