package io.awfar.simulator;

import io.awfar.simulator.api.ApiSettings;
import io.awfar.simulator.traffic.TrafficSettings;
import io.awfar.simulator.webhook.WebhookSettings;
import java.net.URI;
import java.time.Duration;

/// Everything that decides what a simulator does.
///
/// @param traffic what is sent
/// @param webhook where it is sent
/// @param api how the deployment's calls are answered
/// @param stopTimeout longest wait for outstanding POSTs when stopping
/// @param identitiesMax identities of acknowledged events, and callback data of accepted sends,
///   that are kept for comparison; beyond it there are only counts
public record SimulatorSettings(
    TrafficSettings traffic,
    WebhookSettings webhook,
    ApiSettings api,
    Duration stopTimeout,
    int identitiesMax) {

  /// Settings with a default for everything but these.
  public static SimulatorSettingsBuilder builder(URI webhook, String appSecret) {
    return new SimulatorSettingsBuilder(webhook, appSecret);
  }
}
