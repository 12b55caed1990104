package io.awfar.simulator;

import io.awfar.simulator.api.ApiServer;
import io.awfar.simulator.api.Media;
import io.awfar.simulator.api.Messages;
import io.awfar.simulator.api.SendStatuses;
import io.awfar.simulator.ledger.Ledger;
import io.awfar.simulator.ledger.SendCounts;
import io.awfar.simulator.ledger.SendLedger;
import io.awfar.simulator.traffic.PostSequence;
import io.awfar.simulator.traffic.TrafficSettings;
import io.awfar.simulator.webhook.WebhookSender;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/// WhatsApp as a deployment sees it: it sends webhooks until each is acknowledged, and answers the
/// API.
public final class Simulator implements AutoCloseable {

  private static final long POLL_MILLIS = 10;

  private final SimulatorSettings settings;
  private final Ledger ledger;
  private final SendLedger sends;
  private final WebhookSender sender;
  private final ApiServer api;
  private boolean stopped;

  private Simulator(SimulatorSettings settings, Clock clock) {
    TrafficSettings traffic = settings.traffic();
    this.settings = settings;
    this.ledger = new Ledger(settings.identitiesMax());
    this.sends = new SendLedger(settings.identitiesMax());
    this.sender =
        new WebhookSender(
            settings.webhook(), new PostSequence(traffic), traffic.eventsPerSecond(), ledger);
    SendStatuses statuses =
        new SendStatuses(
            traffic.seed(),
            traffic.duplicates(),
            settings.api().statusDelay(),
            clock,
            sender::followUp);
    this.api =
        new ApiServer(
            settings.api(),
            new Media(settings.api(), clock, sends),
            new Messages(traffic.numbers(), traffic.people(), statuses, sends),
            sends);
  }

  /// Opens the API, performs the handshake if there is a verify token, and begins to send.
  ///
  /// @throws IllegalStateException if the port is taken or the webhook refuses the handshake
  public static Simulator start(SimulatorSettings settings) {
    return start(settings, Clock.systemUTC());
  }

  /// The same, with the clock that urls of files expire by.
  static Simulator start(SimulatorSettings settings, Clock clock) {
    Simulator simulator = new Simulator(settings, clock);
    try {
      simulator.sender.start();
      return simulator;
    } catch (IllegalStateException e) {
      simulator.api.close();
      throw e;
    } catch (InterruptedException e) {
      simulator.api.close();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while starting", e);
    }
  }

  /// What the deployment needs as its WhatsApp API url.
  public URI api() {
    return api.uri();
  }

  /// What was sent and acknowledged.
  public Ledger ledger() {
    return ledger;
  }

  /// What the deployment asked of the API.
  public SendCounts sends() {
    return sends.counts();
  }

  /// Waits until all events of the settings have been offered and every POST was acknowledged.
  ///
  /// @return false if that is not so after this time
  public boolean awaitDrained(Duration longest) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    while (!sender.drained()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(POLL_MILLIS);
    }
    return true;
  }

  /// Offers nothing new, waits for what is outstanding up to the stop time-out, then ends.
  ///
  /// What is still unanswered then stays in the ledger as outstanding. The API answers until the
  /// end, for the deployment may need a file before it can acknowledge.
  ///
  /// @return true if every POST was acknowledged
  public synchronized boolean stop() {
    if (stopped) {
      return ledger.snapshot().allAcknowledged();
    }
    stopped = true;
    sender.stopOffering();
    try {
      boolean unused = awaitDrained(settings.stopTimeout());
      sender.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    api.close();
    return ledger.snapshot().allAcknowledged();
  }

  @Override
  public void close() {
    boolean unused = stop();
  }
}
