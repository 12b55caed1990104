package io.awfar.media.shape;

import io.awfar.media.type.AcceptedType;
import io.awfar.media.type.FileBytes;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Looks through files of the accepted types, from the first byte to the last.
///
/// Blocks; safe for use by several threads. What it takes is bounded by the size of the file and
/// the limits.
public final class FileShapes {

  private final ShapeLimits limits;

  public FileShapes(ShapeLimits limits) {
    this.limits = limits;
  }

  /// @return what is wrong with it, if anything is
  /// @throws IOException if it cannot be read
  public Optional<Flaw> flaw(Path path, AcceptedType type) throws IOException {
    try (FileBytes file = FileBytes.open(path)) {
      HiddenFiles.check(file, type);
      check(file, type);
      return Optional.empty();
    } catch (FlawException e) {
      return Optional.of(e.flaw());
    } catch (EOFException e) {
      return Optional.of(Flaw.TRUNCATED);
    }
  }

  private void check(FileBytes file, AcceptedType type) throws IOException, FlawException {
    switch (type) {
      case JPEG -> new Jpeg(file, limits.pixelsMax()).check();
      case PNG -> Png.check(file, limits.pixelsMax());
      case WEBP -> Webp.check(file, limits.pixelsMax());
      case MP4, THREE_GPP, MP4_AUDIO -> Mp4.check(file);
      case AAC -> AudioFrames.checkAac(file);
      case AMR -> AudioFrames.checkAmr(file);
      case MPEG -> AudioFrames.checkMpeg(file);
      case OGG -> AudioFrames.checkOgg(file);
      case PDF -> Pdf.check(file);
      case TEXT -> PlainText.check(file);
      case DOC, XLS, PPT -> CompoundSectors.check(file);
      case DOCX, XLSX, PPTX -> new OfficeZip(file, limits).check();
    }
  }
}
