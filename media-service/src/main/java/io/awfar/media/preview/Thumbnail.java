package io.awfar.media.preview;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/// A small JPEG.
public final class Thumbnail {

  private final byte[] jpeg;

  Thumbnail(byte[] jpeg) {
    this.jpeg = jpeg;
  }

  public InputStream open() {
    return new ByteArrayInputStream(jpeg);
  }

  public long sizeBytes() {
    return jpeg.length;
  }
}
