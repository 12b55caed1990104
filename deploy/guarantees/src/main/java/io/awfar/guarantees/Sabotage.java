package io.awfar.guarantees;

import io.awfar.guarantees.deployment.Service;
import io.awfar.guarantees.deployment.Tampering;
import io.awfar.guarantees.sabotage.Careless;
import io.awfar.guarantees.sabotage.Forgetful;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A promise broken on purpose, by a deserializer of raw events put into the real dedup-stream,
/// which lets its settings name one.
enum Sabotage {
  NONE(null),
  NO_DEDUP(Forgetful.class),
  LOSE_EVENTS(Careless.class);

  private final @Nullable Class<?> deserializer;

  Sabotage(@Nullable Class<?> deserializer) {
    this.deserializer = deserializer;
  }

  /// As the command line writes it.
  String option() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Map<Service, Tampering> tampering() {
    if (deserializer == null) {
      return Map.of();
    }
    return Map.of(
        Service.DEDUP,
        new Tampering(
            classes(), Map.of("SPRING_KAFKA_CONSUMER_VALUE_DESERIALIZER", deserializer.getName())));
  }

  private static String classes() {
    try {
      return Path.of(Sabotage.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
