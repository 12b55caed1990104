package io.awfar.simulator.media;

import io.awfar.simulator.payload.Draw;
import java.util.Optional;

/// A media id that says by itself which file it stands for, so that it can be served in any later
/// run without remembering it.
///
/// Digits: kind, size class, 15 of identity, 2 of checksum. An id with a wrong checksum is one that
/// WhatsApp does not know.
///
/// @param sizeClass the file has about `1 KiB << sizeClass` bytes, 0 to 9
/// @param unique tells files of one kind and size apart
public record MediaId(MediaKind kind, int sizeClass, long unique) {

  private static final long UNIQUE_BOUND = 1_000_000_000_000_000L;
  private static final int DIGITS = 19;

  /// Checks the bounds.
  public MediaId {
    if (sizeClass < 0 || sizeClass > 9 || unique < 0 || unique >= UNIQUE_BOUND) {
      throw new IllegalArgumentException("no such media id: " + sizeClass + ", " + unique);
    }
  }

  /// A new id of this kind.
  ///
  /// @param bytes size of the file, rounded down to a power of two of KiB, 1 KiB to 512 KiB
  public static MediaId draw(MediaKind kind, int bytes, Draw draw) {
    int sizeClass = 31 - Integer.numberOfLeadingZeros(Math.max(bytes, 1024) / 1024);
    return new MediaId(kind, Math.min(sizeClass, 9), draw.below(UNIQUE_BOUND));
  }

  /// The id with this text, if it is one of ours.
  public static Optional<MediaId> parse(String text) {
    if (text.length() != DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    int kind = text.charAt(0) - '1';
    if (kind < 0 || kind >= MediaKind.values().length) {
      return Optional.empty();
    }
    long unique = Long.parseLong(text, 2, DIGITS - 2, 10);
    MediaId id = new MediaId(MediaKind.values()[kind], text.charAt(1) - '0', unique);
    return id.toString().equals(text) ? Optional.of(id) : Optional.empty();
  }

  /// The file, the same bytes each time.
  public byte[] file() {
    return kind.file(unique, 1024 << sizeClass);
  }

  @Override
  public String toString() {
    long body = ((kind.ordinal() + 1L) * 10 + sizeClass) * UNIQUE_BOUND + unique;
    long check = 97 - body % 97;
    return body + (check < 10 ? "0" : "") + check;
  }
}
