package io.awfar.media.type;

import java.io.IOException;
import java.util.Optional;

/// What is in an Ogg file, by the first packet of its first page (RFC 3533, 6; RFC 7845, 5.1).
final class OggType {

  private static final int SEGMENT_COUNT = 26;
  private static final String OPUS = "OpusHead";

  private OggType() {}

  static Optional<FileType> of(FileBytes file) throws IOException {
    int packet = SEGMENT_COUNT + 1 + file.u8(SEGMENT_COUNT);
    return file.text(packet, OPUS.length()).equals(OPUS)
        ? Optional.of(new FileType(AcceptedType.OGG.mimeType()))
        : Optional.empty();
  }
}
