package io.awfar.simulator;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/// A simulator without traffic of its own, the webhook that it calls, and a caller of its API.
final class RunningSimulator implements AutoCloseable {

  final SettableClock clock = new SettableClock();
  final ReceivingWebhook webhook;
  final Simulator simulator;
  final Caller caller;

  private RunningSimulator(ReceivingWebhook webhook, SimulatorSettings settings) {
    this.webhook = webhook;
    this.simulator = Simulator.start(settings, clock);
    this.caller = new Caller(simulator.api(), SimulatorSettingsBuilder.DEFAULT_ACCESS_TOKEN);
  }

  static RunningSimulator start() throws IOException {
    return start(settings -> settings);
  }

  static RunningSimulator start(UnaryOperator<SimulatorSettingsBuilder> change) throws IOException {
    ReceivingWebhook webhook = new ReceivingWebhook();
    SimulatorSettingsBuilder settings =
        webhook.settings().eventsMax(0).stopTimeout(Duration.ofSeconds(2));
    return new RunningSimulator(webhook, change.apply(settings).build());
  }

  /// What was reported of the message with this callback data.
  List<String> steps(String callbackData) {
    return webhook.statuses().stream()
        .filter(s -> s.path("biz_opaque_callback_data").asString("").equals(callbackData))
        .map(status -> status.get("status"))
        .map(JsonNode::asString)
        .toList();
  }

  /// The channel events of this field.
  List<Element> fields(String field) {
    return webhook.elements().stream().filter(element -> element.kind().equals(field)).toList();
  }

  @Override
  public void close() {
    simulator.close();
    webhook.close();
  }
}
