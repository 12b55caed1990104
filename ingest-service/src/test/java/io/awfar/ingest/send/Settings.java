package io.awfar.ingest.send;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// Settings for what is tried without the service.
final class Settings {

  private Settings() {}

  static SendSettings defaults() {
    return new Binder(new MapConfigurationPropertySource())
        .bindOrCreate("send", SendSettings.class);
  }
}
