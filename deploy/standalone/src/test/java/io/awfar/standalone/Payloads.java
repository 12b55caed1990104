package io.awfar.standalone;

import io.awfar.simulator.media.MediaId;
import io.awfar.simulator.media.MediaKind;
import io.awfar.testservers.PublicExamples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Webhook bodies to post: the project's own always, public samples of others where they lie beside
/// the checkout.
final class Payloads {

  private static final Path OWN = Path.of("../../dedup-stream/src/test/resources/payloads");

  /// A file that WhatsApp's API, as the simulator plays it, has; the ids in other payloads it does
  /// not know.
  static final MediaId PICTURE = new MediaId(MediaKind.JPEG, 6, 42);

  private Payloads() {}

  static List<byte[]> all() throws IOException {
    List<byte[]> bodies = new ArrayList<>(below(OWN));
    bodies.add(picture());
    Optional<Path> samples = PublicExamples.find("fixtures");
    if (samples.isPresent()) {
      bodies.addAll(below(samples.get()));
    }
    return bodies;
  }

  /// A webhook of one message with that file.
  static byte[] picture() {
    String value =
        """
        {"messaging_product":"whatsapp","metadata":{"phone_number_id":"106540352242922"},
        "contacts":[{"wa_id":"16505551234"}],"messages":[{"from":"16505551234","id":"wamid.picture",
        "timestamp":"1760000000","type":"image","image":{"id":"%s","mime_type":"image/jpeg"}}]}\
        """
            .formatted(PICTURE);
    return """
    {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":%s}]}]}\
    """
        .formatted(value)
        .getBytes(StandardCharsets.UTF_8);
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
