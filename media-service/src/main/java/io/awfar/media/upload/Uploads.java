package io.awfar.media.upload;

import io.awfar.media.access.Caller;
import io.awfar.media.file.FileKeeper;
import io.awfar.media.problem.Refusal;
import io.awfar.media.problem.RefusedException;
import io.awfar.media.shape.FileShapes;
import io.awfar.media.shape.Flaw;
import io.awfar.media.store.ObjectKey;
import io.awfar.media.type.AcceptedType;
import io.awfar.media.type.FileType;
import io.awfar.media.type.FileTypes;
import io.awfar.media.type.SizeLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/// Takes one file in, from its first byte to the event that tells of it. Blocks.
final class Uploads {

  private static final String PART = "file";

  private final UploadFolder folder;
  private final FileTypes types;
  private final FileShapes shapes;
  private final SizeLimits sizeMax;
  private final FileKeeper keeper;

  Uploads(
      UploadFolder folder,
      FileTypes types,
      FileShapes shapes,
      SizeLimits sizeMax,
      FileKeeper keeper) {
    this.folder = folder;
    this.types = types;
    this.shapes = shapes;
    this.sizeMax = sizeMax;
    this.keeper = keeper;
  }

  /// @throws RefusedException if it is not taken; then nothing of it is left
  Uploaded take(Flux<Piece> pieces, Caller caller) {
    try (SpooledFile file = folder.create()) {
      String fileName = receive(pieces, file);
      AcceptedType type = judge(file);
      ObjectKey key = new ObjectKey(caller.ownerId(), file.sha256());
      keeper.keep(
          new FileKeeper.NewFile(
              key, file.path(), type, file.sizeBytes(), fileName, caller.userId()));
      return new Uploaded(
          key.toString(),
          type.mimeType(),
          type.kind().word(),
          file.sizeBytes(),
          key.sha256(),
          fileName);
    }
  }

  /// @return what is left of the stated name
  private @Nullable String receive(Flux<Piece> pieces, SpooledFile file) {
    String stated = pieces.map(piece -> written(piece, file)).blockLast();
    if (stated == null) {
      throw new RefusedException(Refusal.FILE_MISSING);
    }
    return FileName.of(stated);
  }

  /// @return the name that the file is given
  private String written(Piece piece, SpooledFile file) {
    String name = piece.fileName();
    // The pieces of a second part of the same name do not differ from those of the first.
    if (file.isWhole() || name == null || !piece.part().equals(PART)) {
      throw new RefusedException(Refusal.PART_UNEXPECTED);
    }
    if (file.sizeBytes() + piece.bytes().length > sizeMax.largest()) {
      throw new RefusedException(Refusal.FILE_TOO_LARGE, Map.of("limitBytes", sizeMax.largest()));
    }
    file.write(piece.bytes());
    if (piece.last()) {
      file.end();
    }
    return name;
  }

  private AcceptedType judge(SpooledFile file) {
    if (file.sizeBytes() == 0) {
      throw new RefusedException(Refusal.FILE_EMPTY);
    }
    AcceptedType type = accepted(file.path());
    long limit = sizeMax.of(type.kind());
    if (file.sizeBytes() > limit) {
      throw new RefusedException(
          Refusal.FILE_TOO_LARGE,
          Map.of("limitBytes", limit, "kind", type.kind().word(), "detectedType", type.mimeType()));
    }
    try {
      Optional<Flaw> flaw = shapes.flaw(file.path(), type);
      if (flaw.isPresent()) {
        throw new RefusedException(
            Refusal.FILE_MALFORMED,
            Map.of("reason", flaw.get().code(), "detectedType", type.mimeType()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("A file of an upload cannot be read", e);
    }
    return type;
  }

  private AcceptedType accepted(Path file) {
    try {
      FileType type = types.of(file);
      return type.accepted()
          .orElseThrow(() ->
              new RefusedException(
                  Refusal.FILE_TYPE_REFUSED, Map.of("detectedType", type.mimeType())));
    } catch (IOException e) {
      throw new UncheckedIOException("A file of an upload cannot be read", e);
    }
  }
}
