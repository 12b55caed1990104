package io.awfar.ingest.send;

import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// Settings for what is tried without the service.
final class Settings {

  private Settings() {}

  static SendSettings defaults() {
    return with(Map.of());
  }

  /// The defaults but for these.
  static SendSettings with(Map<String, String> changes) {
    MapConfigurationPropertySource source = new MapConfigurationPropertySource();
    changes.forEach((name, value) -> source.put("send." + name, value));
    return new Binder(source).bindOrCreate("send", SendSettings.class);
  }
}
