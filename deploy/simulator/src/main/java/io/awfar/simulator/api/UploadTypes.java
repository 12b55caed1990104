package io.awfar.simulator.api;

import io.awfar.simulator.graph.GraphError;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Which files can be uploaded, and how large: Meta's page "Media", section supported media types.
final class UploadTypes {

  private static final long KIB = 1024;
  private static final long MIB = 1024 * KIB;
  private static final long DOCUMENT_BYTES_MAX = 100 * MIB;

  private static final Map<String, Long> BYTES_MAX = new TreeMap<>();

  static {
    for (String audio : new String[] {"aac", "amr", "mpeg", "mp4", "ogg", "opus"}) {
      BYTES_MAX.put("audio/" + audio, 16 * MIB);
    }
    BYTES_MAX.put("video/mp4", 16 * MIB);
    BYTES_MAX.put("video/3gpp", 16 * MIB);
    BYTES_MAX.put("image/jpeg", 5 * MIB);
    BYTES_MAX.put("image/png", 5 * MIB);
    // A sticker, animated.
    BYTES_MAX.put("image/webp", 500 * KIB);
    BYTES_MAX.put("text/plain", DOCUMENT_BYTES_MAX);
    String office = "application/vnd.openxmlformats-officedocument.";
    for (String document :
        new String[] {
          "application/pdf",
          "application/msword",
          "application/vnd.ms-excel",
          "application/vnd.ms-powerpoint",
          office + "wordprocessingml.document",
          office + "spreadsheetml.sheet",
          office + "presentationml.presentation"
        }) {
      BYTES_MAX.put(document, DOCUMENT_BYTES_MAX);
    }
  }

  private UploadTypes() {}

  /// Checks a file of this type and size.
  ///
  /// @param contentType as the part of the form states it; a parameter such as `codecs` is no part
  ///   of the type
  /// @throws GraphError 100 for a type that is not known, 131053 for a file that is too large
  static void check(String contentType, long bytes) throws GraphError {
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    Long most = BYTES_MAX.get(type);
    if (most == null) {
      throw GraphError.member(
          "Param file must be a file with one of the following types: "
              + String.join(", ", BYTES_MAX.keySet())
              + ". Received file of type '"
              + type
              + "'.");
    }
    if (bytes > most) {
      throw GraphError.ofCode(131053, "The file is larger than " + most + " bytes.");
    }
  }
}
