package io.awfar.media.type;

import jakarta.validation.constraints.NotNull;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// The largest file of each kind that may be uploaded.
public record SizeLimits(
    @DefaultValue("5MB") @NotNull DataSize image,
    @DefaultValue("50MB") @NotNull DataSize video,
    @DefaultValue("15MB") @NotNull DataSize audio,
    @DefaultValue("10MB") @NotNull DataSize document,
    @DefaultValue("500KB") @NotNull DataSize sticker) {

  /// Bytes that a file of this kind may have.
  public long of(MediaKind kind) {
    return switch (kind) {
      case IMAGE -> image.toBytes();
      case VIDEO -> video.toBytes();
      case AUDIO -> audio.toBytes();
      case DOCUMENT -> document.toBytes();
      case STICKER -> sticker.toBytes();
    };
  }

  /// Bytes that no file may exceed, whatever it is.
  public long largest() {
    return Stream.of(MediaKind.values()).mapToLong(this::of).max().orElseThrow();
  }
}
