package io.awfar.media.type;

import java.util.Optional;
import java.util.Set;

/// What the bytes of a file say that it is.
///
/// @param mimeType lower case, without parameters
public record FileType(String mimeType) {

  /// What nothing else is known of.
  public static final FileType UNKNOWN = new FileType("application/octet-stream");

  private static final Set<String> SHOWN = Set.of("image", "audio", "video");

  /// The entry of the closed list that it is, if it may be uploaded.
  public Optional<AcceptedType> accepted() {
    return AcceptedType.of(mimeType);
  }

  /// What WhatsApp would take it for; whatever is neither seen nor heard is a document.
  public MediaKind kind() {
    return accepted().map(AcceptedType::kind).orElseGet(this::kindOfOther);
  }

  /// The MIME type that an object may carry: this one, unless a browser might run what it names.
  ///
  /// Whatever is not known to be harmless (HTML, SVG, XML, scripts, archives, ...) becomes bytes.
  public String storedAs() {
    return accepted().isPresent() || isShown() ? mimeType : UNKNOWN.mimeType;
  }

  private MediaKind kindOfOther() {
    return switch (top()) {
      case "image" -> MediaKind.IMAGE;
      case "audio" -> MediaKind.AUDIO;
      case "video" -> MediaKind.VIDEO;
      default -> MediaKind.DOCUMENT;
    };
  }

  /// An image that is XML can have scripts in it.
  private boolean isShown() {
    return SHOWN.contains(top()) && !mimeType.contains("xml") && !mimeType.contains("svg");
  }

  private String top() {
    return mimeType.substring(0, mimeType.indexOf('/'));
  }
}
