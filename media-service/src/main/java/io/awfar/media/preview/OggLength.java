package io.awfar.media.preview;

import io.awfar.media.type.FileBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// How long an Ogg file plays: its last page says how many samples it ends after (RFC 3533, 6; RFC
/// 7845, 4; Vorbis I, 4.2.2 and A.2).
final class OggLength {

  private static final String CAPTURE = "OggS";
  private static final int POSITION = 6;
  private static final int SERIAL = 14;
  private static final int SEGMENT_COUNT = 26;

  /// A page is smaller than 64 KB, so one begins in the last 128 KB.
  private static final int TAIL_BYTES = 128 * 1024;

  /// Opus counts in these, whatever it was made from.
  private static final int OPUS_SAMPLES_PER_SECOND = 48_000;

  private OggLength() {}

  static Preview preview(FileBytes file) throws IOException {
    long packet = SEGMENT_COUNT + 1L + file.u8(SEGMENT_COUNT);
    long samples = lastPosition(file);
    if (file.text(packet, 8).equals("OpusHead")) {
      // What a decoder needs to get going and does not play.
      long skipped = file.u16le(packet + 10);
      return length(samples - skipped, OPUS_SAMPLES_PER_SECOND);
    }
    return file.text(packet + 1, 6).equals("vorbis")
        ? length(samples, file.u32le(packet + 12))
        : Preview.NONE;
  }

  private static Preview length(long samples, long perSecond) {
    return new Preview(null, null, Lengths.of(samples, perSecond));
  }

  /// Of the last page of the first stream on which a packet ends; -1 if there is none.
  private static long lastPosition(FileBytes file) throws IOException {
    int serial = (int) file.u32le(SERIAL);
    int count = (int) Math.min(TAIL_BYTES, file.size());
    ByteBuffer tail =
        ByteBuffer.wrap(file.bytes(file.size() - count, count)).order(ByteOrder.LITTLE_ENDIAN);
    int capture =
        ByteBuffer.wrap(CAPTURE.getBytes(StandardCharsets.US_ASCII))
            .order(ByteOrder.LITTLE_ENDIAN)
            .getInt();
    for (int at = count - SEGMENT_COUNT - 1; at >= 0; at--) {
      if (tail.getInt(at) == capture
          && tail.getInt(at + SERIAL) == serial
          && tail.getLong(at + POSITION) != -1) {
        return tail.getLong(at + POSITION);
      }
    }
    return -1;
  }
}
