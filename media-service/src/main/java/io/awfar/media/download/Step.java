package io.awfar.media.download;

/// The two requests that a file takes.
public enum Step {
  LOOKUP,
  DOWNLOAD
}
