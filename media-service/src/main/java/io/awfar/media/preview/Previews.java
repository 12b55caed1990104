package io.awfar.media.preview;

import io.awfar.media.MediaSettings;
import io.awfar.media.type.FileBytes;
import io.awfar.media.type.FileType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes previews, a few at a time, and waits for none longer than the settings say.
///
/// Whatever goes wrong in a decoder is the file's fault and means that there is no preview.
public final class Previews implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Previews.class);

  private final Images images;
  private final Semaphore places;
  private final Duration timeMax;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(
          Thread.ofPlatform().daemon().name("preview-", 0).factory());

  Previews(MediaSettings.Previews settings) {
    this.images = new Images(settings);
    this.places = new Semaphore(settings.atOnceMax(), true);
    this.timeMax = settings.timeMax();
  }

  /// The preview of a file; [Preview#NONE] if it has none, or none in time.
  ///
  /// @param type what its bytes say that it is
  public Preview of(Path file, FileType type) throws InterruptedException {
    Decoder decoder = decoder(type);
    long end = System.nanoTime() + timeMax.toNanos();
    if (decoder == Decoder.NONE || !places.tryAcquire(timeMax.toNanos(), TimeUnit.NANOSECONDS)) {
      return Preview.NONE;
    }
    // On a thread of its own, which is left to itself if it takes too long, and then keeps its
    // place
    // until it ends: a decoder cannot be stopped.
    Future<Preview> preview =
        threads.submit(() -> {
          try {
            return decoder.preview(file);
          } finally {
            places.release();
          }
        });
    try {
      return preview.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException e) {
      log.debug("No preview of a file of type {}", type.mimeType(), e);
      return Preview.NONE;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  @FunctionalInterface
  private interface Decoder {
    Decoder NONE = file -> Preview.NONE;

    Preview preview(Path file) throws IOException;
  }

  @FunctionalInterface
  private interface Table {
    Preview preview(FileBytes file) throws IOException;
  }

  private Decoder decoder(FileType type) {
    return switch (type.mimeType()) {
      case "image/jpeg", "image/png", "image/gif", "image/webp" ->
          file -> images.preview(file, type.mimeType());
      case "audio/ogg", "application/ogg" -> table(OggLength::preview);
      case "video/mp4", "video/3gpp", "video/quicktime", "audio/mp4" -> table(Mp4Movie::preview);
      case "audio/amr" -> table(AmrLength::preview);
      default -> Decoder.NONE;
    };
  }

  private static Decoder table(Table table) {
    return file -> {
      try (FileBytes bytes = FileBytes.open(file)) {
        return table.preview(bytes);
      }
    };
  }
}
