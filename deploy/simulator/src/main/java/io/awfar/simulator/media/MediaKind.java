package io.awfar.simulator.media;

/// The kinds of file that the simulator can produce.
public enum MediaKind {
  JPEG("image/jpeg"),
  PNG("image/png"),
  WEBP("image/webp"),
  OGG("audio/ogg; codecs=opus"),
  MP4("video/mp4"),
  PDF("application/pdf");

  private final String mimeType;

  MediaKind(String mimeType) {
    this.mimeType = mimeType;
  }

  /// The type as WhatsApp states it.
  public String mimeType() {
    return mimeType;
  }

  /// The kind nearest to a MIME type, PDF for whatever is not known.
  public static MediaKind of(String mimeType) {
    String type = mimeType.strip();
    for (MediaKind kind : values()) {
      if (kind.mimeType.startsWith(type.split(";", 2)[0])) {
        return kind;
      }
    }
    return type.startsWith("audio/") ? OGG : type.startsWith("video/") ? MP4 : PDF;
  }

  /// A file of this kind that opens, of about this size, different for each `unique`.
  byte[] file(long unique, int bytes) {
    byte[] filling = Filling.of(unique, bytes);
    return switch (this) {
      case JPEG -> JpegFile.with(filling);
      case PNG -> PngFile.with(filling);
      case WEBP -> WebpFile.with(filling);
      case OGG -> OggFile.with(filling);
      case MP4 -> Mp4File.with(filling);
      case PDF -> PdfFile.with(filling);
    };
  }
}
