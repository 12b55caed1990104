package io.awfar.media.type;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The closed list of what may be uploaded: what WhatsApp's Cloud API can send (its reference
/// "Media", "Supported media types"). None of them is run by a browser.
public enum AcceptedType {
  JPEG("image/jpeg", MediaKind.IMAGE),
  PNG("image/png", MediaKind.IMAGE),
  WEBP("image/webp", MediaKind.STICKER),
  MP4("video/mp4", MediaKind.VIDEO),
  THREE_GPP("video/3gpp", MediaKind.VIDEO),
  AAC("audio/aac", MediaKind.AUDIO),
  AMR("audio/amr", MediaKind.AUDIO),
  MPEG("audio/mpeg", MediaKind.AUDIO),
  MP4_AUDIO("audio/mp4", MediaKind.AUDIO),
  /// Opus alone; WhatsApp takes no other codec in it.
  OGG("audio/ogg", MediaKind.AUDIO),
  PDF("application/pdf", MediaKind.DOCUMENT),
  TEXT("text/plain", MediaKind.DOCUMENT),
  DOC("application/msword", MediaKind.DOCUMENT),
  XLS("application/vnd.ms-excel", MediaKind.DOCUMENT),
  PPT("application/vnd.ms-powerpoint", MediaKind.DOCUMENT),
  DOCX(
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      MediaKind.DOCUMENT),
  XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", MediaKind.DOCUMENT),
  PPTX(
      "application/vnd.openxmlformats-officedocument.presentationml.presentation",
      MediaKind.DOCUMENT);

  private final String mimeType;
  private final MediaKind kind;

  AcceptedType(String mimeType, MediaKind kind) {
    this.mimeType = mimeType;
    this.kind = kind;
  }

  /// The one with exactly this MIME type.
  public static Optional<AcceptedType> of(String mimeType) {
    return Stream.of(values()).filter(type -> type.mimeType.equals(mimeType)).findFirst();
  }

  /// The one that a content type names, whatever its parameters.
  public static Optional<AcceptedType> named(String contentType) {
    int parameters = contentType.indexOf(';');
    String named = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return of(named.strip().toLowerCase(Locale.ROOT));
  }

  /// Without parameters.
  public String mimeType() {
    return mimeType;
  }

  public MediaKind kind() {
    return kind;
  }
}
