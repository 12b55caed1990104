package io.awfar.testservers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// What others have published: payloads, and Meta's description of the API. It is not part of the
/// project, and may lie in a folder `shared` beside the checkout.
public final class PublicExamples {

  private PublicExamples() {}

  /// The nearest file or folder of this name, looking from here to the root.
  ///
  /// @param path below `shared`
  public static Optional<Path> find(String path) {
    return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
        .map(folder -> folder.resolve("shared").resolve(path))
        .filter(Files::isReadable)
        .findFirst();
  }
}
