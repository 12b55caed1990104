package io.awfar.media.preview;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What is shown of a file before it is opened; null is what it has not, or what is not known.
///
/// @param size of an image or video as it is shown
/// @param length of audio or video
public record Preview(
    @Nullable Thumbnail thumbnail, @Nullable PixelSize size, @Nullable Duration length) {

  /// Of a file of which nothing is shown.
  public static final Preview NONE = new Preview(null, null, null);
}
