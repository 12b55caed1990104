package io.awfar.media.transfer;

import io.awfar.media.preview.Preview;
import io.awfar.media.preview.Previews;
import io.awfar.media.store.MediaStore;
import io.awfar.media.store.ObjectKey;
import io.awfar.media.type.FileType;
import io.awfar.media.type.FileTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts a file that is here into the bucket, with its thumbnail.
final class Keeping {

  private static final Logger log = LoggerFactory.getLogger(Keeping.class);

  private final MediaStore store;
  private final FileTypes types;
  private final Previews previews;

  Keeping(MediaStore store, FileTypes types, Previews previews) {
    this.store = store;
    this.types = types;
    this.previews = previews;
  }

  /// @param stated MIME type as WhatsApp states it
  /// @throws io.awfar.media.store.StoreUnavailableException if the bucket takes nothing at present
  Ending.Stored keep(ObjectKey key, long sizeBytes, @Nullable String stated, Path file)
      throws InterruptedException {
    FileType found = typeOf(file);
    Preview preview = previews.of(file, found);
    String contentType = store.put(key, file, TrueType.of(stated, found));
    if (preview.thumbnail() == null) {
      return new Ending.Stored(key, sizeBytes, contentType, preview, null);
    }
    store.putThumbnail(key, preview.thumbnail());
    return new Ending.Stored(key, sizeBytes, contentType, preview, key.thumbnail());
  }

  private FileType typeOf(Path file) {
    try {
      return types.of(file);
    } catch (IOException e) {
      throw new UncheckedIOException("The spool file cannot be read", e);
    } catch (RuntimeException e) {
      // Else a file that the detector stumbles over would come back for ever.
      log.warn("A file is of no type that could be found out", e);
      return FileType.UNKNOWN;
    }
  }
}
