package io.awfar.ingest.webhook;

import io.awfar.ingest.channel.ChannelSettings;
import io.awfar.ingest.channel.Channels;
import io.awfar.ingest.channel.KnownChannels;
import io.awfar.ingest.publish.EventPublisher;
import io.awfar.ingest.publish.InFlightBytes;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Makes doors that work alike.
public final class WebhookDoors {

  private final WebhookSettings settings;
  private final ChannelSettings channelSettings;
  private final WebhookSplitter splitter;
  private final InFlightBytes inFlight;
  private final ExecutorService workers;

  WebhookDoors(
      WebhookSettings settings,
      ChannelSettings channelSettings,
      WebhookSplitter splitter,
      InFlightBytes inFlight,
      ExecutorService workers) {
    this.settings = settings;
    this.channelSettings = channelSettings;
    this.splitter = splitter;
    this.inFlight = inFlight;
    this.workers = workers;
  }

  /// A door for those who sign with `secret`.
  public WebhookDoor open(String secret, EventPublisher publisher, MeterRegistry meters) {
    KnownChannels known = KnownChannels.configured(List.of(secret), "", channelSettings);
    return open(() -> known, publisher, () -> true, meters);
  }

  /// The door for Meta.
  ///
  /// @param open whether events can be published at all
  WebhookDoor open(
      Channels channels, EventPublisher publisher, BooleanSupplier open, MeterRegistry meters) {
    return open((Supplier<KnownChannels>) channels, publisher, open, meters);
  }

  private WebhookDoor open(
      Supplier<KnownChannels> channels,
      EventPublisher publisher,
      BooleanSupplier open,
      MeterRegistry meters) {
    WebhookMetrics metrics = new WebhookMetrics(meters);
    WebhookIntake intake = new WebhookIntake(channels, splitter, publisher, metrics, workers);
    return new WebhookDoor(settings, new Handshake(channels), intake, open, inFlight, metrics);
  }
}
