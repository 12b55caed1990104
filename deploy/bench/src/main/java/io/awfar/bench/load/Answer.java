package io.awfar.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// An HTTP/1.1 answer while it arrives: its length announced, or in chunks.
final class Answer {

  private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CHUNKS_END = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final String LENGTH = "\ncontent-length:";
  private static final int STATUS_AT = "HTTP/1.1 ".length();
  private static final int STATUS_DIGITS = 3;
  private static final int UNKNOWN = -1;

  private final ByteBuffer bytes;
  private int headEnd = UNKNOWN;
  private int length = UNKNOWN;

  Answer(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /// To read into.
  ByteBuffer bytes() {
    return bytes;
  }

  void begin() {
    bytes.clear();
    headEnd = UNKNOWN;
    length = UNKNOWN;
  }

  boolean isComplete() {
    if (headEnd == UNKNOWN) {
      readHead();
    }
    if (headEnd == UNKNOWN) {
      return false;
    }
    return length == UNKNOWN ? endsWith(CHUNKS_END) : bytes.position() >= headEnd + length;
  }

  int status() {
    return Integer.parseInt(text(STATUS_AT, STATUS_AT + STATUS_DIGITS));
  }

  private void readHead() {
    for (int i = 0; i + HEAD_END.length <= bytes.position(); i++) {
      if (matches(i, HEAD_END)) {
        headEnd = i + HEAD_END.length;
        String head = text(0, headEnd).toLowerCase(Locale.ROOT);
        int at = head.indexOf(LENGTH);
        if (at >= 0) {
          int from = at + LENGTH.length();
          length = Integer.parseInt(head.substring(from, head.indexOf('\r', from)).strip());
        }
        return;
      }
    }
  }

  private boolean endsWith(byte[] end) {
    return bytes.position() >= headEnd + end.length && matches(bytes.position() - end.length, end);
  }

  private boolean matches(int at, byte[] expected) {
    for (int i = 0; i < expected.length; i++) {
      if (bytes.get(at + i) != expected[i]) {
        return false;
      }
    }
    return true;
  }

  private String text(int from, int to) {
    return new String(bytes.array(), from, to - from, StandardCharsets.ISO_8859_1);
  }
}
