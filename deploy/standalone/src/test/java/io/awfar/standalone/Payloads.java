package io.awfar.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Webhook bodies to post: the project's own always, public samples of others where they lie beside
/// the checkout.
final class Payloads {

  private static final Path OWN = Path.of("../../dedup-stream/src/test/resources/payloads");
  private static final Path SAMPLES = Path.of("shared/fixtures");

  private Payloads() {}

  static List<byte[]> all() throws IOException {
    List<byte[]> bodies = new ArrayList<>(below(OWN));
    Optional<Path> samples = samples();
    if (samples.isPresent()) {
      bodies.addAll(below(samples.get()));
    }
    return bodies;
  }

  /// The nearest folder of samples, looking from here to the root.
  private static Optional<Path> samples() {
    return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
        .map(folder -> folder.resolve(SAMPLES))
        .filter(Files::isDirectory)
        .findFirst();
  }

  private static List<byte[]> below(Path folder) throws IOException {
    List<byte[]> bodies = new ArrayList<>();
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(name -> name.toString().endsWith(".json")).sorted().toList()) {
        bodies.add(Files.readAllBytes(file));
      }
    }
    return bodies;
  }
}
