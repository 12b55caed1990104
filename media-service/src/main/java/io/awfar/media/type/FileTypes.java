package io.awfar.media.type;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;

/// Finds out what a file is: Apache Tika by its first bytes, and what is in a container by the
/// container's own table of contents. Bounded in time and memory whatever the file is.
///
/// Blocks; safe for use by several threads.
public final class FileTypes {

  private static final Set<String> ZIPS = Set.of("application/zip", "application/x-tika-ooxml");
  private static final Set<String> COMPOUND_FILES =
      Set.of(
          "application/x-tika-msoffice",
          "application/msword",
          "application/vnd.ms-excel",
          "application/vnd.ms-powerpoint");
  private static final Set<String> MP4_FAMILY =
      Set.of(
          "video/quicktime",
          "application/mp4",
          "video/mp4",
          "video/x-m4v",
          "audio/mp4",
          "video/3gpp",
          "video/3gpp2");

  private static final Set<String> OGGS =
      Set.of("application/ogg", "audio/ogg", "audio/opus", "audio/vorbis");

  private static final String TEXT = "text/plain";

  private final MimeTypes tika = MimeTypes.getDefaultMimeTypes();

  /// @throws IOException if the file cannot be read
  public FileType of(Path file) throws IOException {
    String magic = magic(file);
    if (ZIPS.contains(magic)) {
      return within(file, OfficeTypes::inZip).orElse(new FileType("application/zip"));
    }
    if (COMPOUND_FILES.contains(magic)) {
      return within(file, CompoundFile::typeOf).orElse(new FileType("application/x-tika-msoffice"));
    }
    if (MP4_FAMILY.contains(magic)) {
      return within(file, Mp4Type::of).orElse(new FileType("video/quicktime"));
    }
    if (OGGS.contains(magic)) {
      return within(file, OggType::of).orElse(new FileType("application/ogg"));
    }
    if (magic.equals(TEXT)) {
      return within(file, MarkupType::of).orElse(new FileType(TEXT));
    }
    return new FileType(magic.equals("audio/x-aac") ? AcceptedType.AAC.mimeType() : magic);
  }

  private String magic(Path file) throws IOException {
    try (InputStream in =
        new BufferedInputStream(Files.newInputStream(file), tika.getMinLength() + 1)) {
      MediaType type = tika.detect(in, new Metadata());
      return type.getBaseType().toString().toLowerCase(Locale.ROOT);
    }
  }

  @FunctionalInterface
  private interface Contents {
    Optional<FileType> typeOf(FileBytes bytes) throws IOException;
  }

  private static Optional<FileType> within(Path file, Contents contents) throws IOException {
    try (FileBytes bytes = FileBytes.open(file)) {
      return contents.typeOf(bytes);
    } catch (EOFException e) {
      // A container that ends within its table of contents has none.
      return Optional.empty();
    }
  }
}
