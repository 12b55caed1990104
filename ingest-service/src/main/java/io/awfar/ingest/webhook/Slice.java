package io.awfar.ingest.webhook;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A range of bytes that is never copied until it is needed.
final class Slice {

  private final byte[] bytes;
  private final int start;
  private final int end;

  Slice(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
  }

  static Slice of(byte[] bytes) {
    return new Slice(bytes, 0, bytes.length);
  }

  static Slice of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  byte[] bytes() {
    return bytes;
  }

  int start() {
    return start;
  }

  int length() {
    return end - start;
  }

  byte[] copy() {
    return Arrays.copyOfRange(bytes, start, end);
  }

  void appendTo(ByteBuffer target) {
    target.put(bytes, start, length());
  }
}
