package io.awfar.media.preview;

/// How large an image is, in pixels.
public record PixelSize(int width, int height) {

  long pixels() {
    return (long) width * height;
  }

  int longest() {
    return Math.max(width, height);
  }

  PixelSize turned() {
    return new PixelSize(height, width);
  }
}
