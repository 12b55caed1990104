package io.awfar.media.preview;

import io.awfar.media.type.FileBytes;
import java.io.IOException;

/// How long a file of AMR narrowband plays: each frame of it is 20 ms (RFC 4867, 5).
final class AmrLength {

  private static final int HEADER_BYTES = 6;
  private static final int FRAMES_PER_SECOND = 50;

  /// Five hours.
  private static final int FRAMES_MAX = 1_000_000;

  /// Bytes of a frame by its type, with its own header.
  private static final int[] FRAME_BYTES = {13, 14, 16, 18, 20, 21, 27, 32, 6, 1, 1, 1, 1, 1, 1, 1};

  private AmrLength() {}

  static Preview preview(FileBytes file) throws IOException {
    int frames = 0;
    for (long at = HEADER_BYTES; at < file.size() && frames < FRAMES_MAX; frames++) {
      at += FRAME_BYTES[file.u8(at) >> 3 & 0xf];
    }
    return new Preview(null, null, Lengths.of(frames, FRAMES_PER_SECOND));
  }
}
