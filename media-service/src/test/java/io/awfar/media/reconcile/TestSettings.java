package io.awfar.media.reconcile;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// Settings as they are by default, but for those of a test.
final class TestSettings {

  private TestSettings() {}

  /// @param namesAndValues such as `repair`, `true`
  static ReconcileSettings of(String... namesAndValues) {
    Map<String, String> properties = new HashMap<>();
    // What went wrong is to be seen among what was meant to.
    properties.put("reconcile.lines-max", "3");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.put("reconcile." + namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("reconcile", Bindable.of(ReconcileSettings.class));
  }
}
