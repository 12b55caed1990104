package io.awfar.ingest;

import io.awfar.simulator.SimulatorSettings;
import io.awfar.simulator.SimulatorSettingsBuilder;
import java.net.URI;
import java.time.Duration;

/// WhatsApp as far as it takes sends: nothing answers its webhooks, so statuses never come.
final class SilentWhatsApp {

  private static final URI NOWHERE = URI.create("http://127.0.0.1:9/webhook");

  private SilentWhatsApp() {}

  static SimulatorSettingsBuilder settings() {
    return SimulatorSettings.builder(NOWHERE, RunningIngest.SECRET)
        .eventsMax(0)
        .stopTimeout(Duration.ZERO);
  }
}
