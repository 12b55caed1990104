package io.awfar.ingest.webhook;

import io.awfar.ingest.publish.EventPublisher;
import io.awfar.ingest.publish.InFlightBytes;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;

/// Makes doors that work alike.
public final class WebhookDoors {

  private final WebhookSettings settings;
  private final WebhookSplitter splitter;
  private final InFlightBytes inFlight;
  private final ExecutorService workers;

  WebhookDoors(
      WebhookSettings settings,
      WebhookSplitter splitter,
      InFlightBytes inFlight,
      ExecutorService workers) {
    this.settings = settings;
    this.splitter = splitter;
    this.inFlight = inFlight;
    this.workers = workers;
  }

  /// A door for those who sign with `secret`.
  public WebhookDoor open(String secret, EventPublisher publisher, MeterRegistry meters) {
    return open(settings.withAppSecrets(List.of(secret)), publisher, () -> true, meters);
  }

  /// The door for Meta.
  ///
  /// @param open whether events can be published at all
  WebhookDoor open(EventPublisher publisher, BooleanSupplier open, MeterRegistry meters) {
    return open(settings, publisher, open, meters);
  }

  private WebhookDoor open(
      WebhookSettings settings,
      EventPublisher publisher,
      BooleanSupplier open,
      MeterRegistry meters) {
    WebhookMetrics metrics = new WebhookMetrics(meters);
    WebhookIntake intake =
        new WebhookIntake(new WebhookSignature(settings), splitter, publisher, metrics, workers);
    return new WebhookDoor(settings, new Handshake(settings), intake, open, inFlight, metrics);
  }
}
