package io.awfar.media.download;

import org.jspecify.annotations.Nullable;

/// What WhatsApp says about a media id.
public sealed interface Lookup permits Lookup.Located, Refused {

  /// Where the file is.
  ///
  /// @param url not yet checked against the allowed hosts
  /// @param sha256 as stated, hex or base64
  /// @param sizeBytes as stated, or [#SIZE_UNKNOWN]
  record Located(String url, @Nullable String mimeType, @Nullable String sha256, long sizeBytes)
      implements Lookup {

    /// Not stated.
    public static final long SIZE_UNKNOWN = -1;

    boolean isSizeKnown() {
      return sizeBytes >= 0;
    }
  }
}
