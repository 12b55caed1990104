package io.awfar.simulator;

import io.awfar.simulator.api.Acceptance;
import io.awfar.simulator.api.ApiServer;
import io.awfar.simulator.api.ApiSettings;
import io.awfar.simulator.api.Authorization;
import io.awfar.simulator.api.Media;
import io.awfar.simulator.api.Messages;
import io.awfar.simulator.api.Routes;
import io.awfar.simulator.api.SendStatuses;
import io.awfar.simulator.control.Control;
import io.awfar.simulator.fault.Faults;
import io.awfar.simulator.ledger.Ledger;
import io.awfar.simulator.ledger.SendCounts;
import io.awfar.simulator.ledger.SendLedger;
import io.awfar.simulator.number.AccessTokens;
import io.awfar.simulator.number.Numbers;
import io.awfar.simulator.number.ServiceWindows;
import io.awfar.simulator.payload.Event;
import io.awfar.simulator.payload.FollowUpOrdinals;
import io.awfar.simulator.scene.Cast;
import io.awfar.simulator.scene.Scenes;
import io.awfar.simulator.send.SendReader;
import io.awfar.simulator.template.Templates;
import io.awfar.simulator.traffic.PostSequence;
import io.awfar.simulator.traffic.TrafficSettings;
import io.awfar.simulator.webhook.WebhookSender;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/// WhatsApp as a deployment sees it: it sends webhooks until each is acknowledged, and answers the
/// API.
public final class Simulator implements AutoCloseable {

  private static final long POLL_MILLIS = 10;
  private static final int CHATS_MAX = 100_000;

  private final SimulatorSettings settings;
  private final Ledger ledger;
  private final SendLedger sends;
  private final WebhookSender sender;
  private final Faults faults;
  private final Numbers numbers;
  private final AccessTokens tokens;
  private final ServiceWindows windows;
  private final Templates templates;
  private final Scenes scenes;
  private final ApiServer api;
  private boolean stopped;

  private Simulator(SimulatorSettings settings, Clock clock) {
    TrafficSettings traffic = settings.traffic();
    ApiSettings answers = settings.api();
    this.settings = settings;
    this.ledger = new Ledger(settings.identitiesMax());
    this.sends = new SendLedger(settings.identitiesMax());
    this.windows = new ServiceWindows(clock, CHATS_MAX);
    this.sender =
        new WebhookSender(
            settings.webhook(),
            new PostSequence(traffic),
            traffic.eventsPerSecond(),
            ledger,
            this::open);
    this.faults = new Faults(traffic.seed());
    this.numbers = new Numbers(traffic.numbers(), answers.rules(), windows, clock);
    this.tokens = new AccessTokens(answers.accessToken());
    this.templates = new Templates(answers.rules().templatesChecked());
    FollowUpOrdinals ordinals = new FollowUpOrdinals();
    this.scenes =
        new Scenes(
            traffic.seed(),
            new Cast(traffic.numbers(), traffic.people()),
            clock,
            ordinals,
            sender::followUp);
    SendStatuses statuses =
        new SendStatuses(
            traffic.seed(),
            traffic.duplicates(),
            answers.statusDelay(),
            clock,
            ordinals,
            sender::followUp);
    Media media = new Media(answers, clock, sends);
    Messages messages =
        new Messages(
            numbers,
            new SendReader(media::has),
            new Acceptance(numbers, traffic.people(), templates, statuses, sends),
            faults,
            sends);
    Control control =
        new Control(faults, numbers, tokens, windows, scenes, templates, sends, ledger);
    this.api =
        new ApiServer(
            answers,
            new Authorization(tokens, numbers, sends),
            new Routes(media, messages, numbers, templates, faults, control, sends));
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

  /// What goes wrong on demand.
  public Faults faults() {
    return faults;
  }

  /// The numbers of the business and what holds for each.
  public Numbers numbers() {
    return numbers;
  }

  /// Which tokens may call about which number.
  public AccessTokens tokens() {
    return tokens;
  }

  /// Who wrote when: what the business may answer freely.
  public ServiceWindows windows() {
    return windows;
  }

  /// The templates of each account.
  public Templates templates() {
    return templates;
  }

  /// Events on demand.
  public Scenes scenes() {
    return scenes;
  }

  /// Each message that the deployment sent, and each that it marked as read.
  public SendLedger sendLedger() {
    return sends;
  }

  /// Offers no new events of the sequence from now on. What is outstanding is tried again.
  public void stopOffering() {
    sender.stopOffering();
  }

  /// Waits until all events of the settings have been offered, or no more are, and every POST was
  /// acknowledged.
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

  /// A message that is on its way opens its sender's window.
  private void open(List<Event> events) {
    for (Event event : events) {
      if (event instanceof Event.MessageEvent message && message.sender() != null) {
        windows.opened(message.number().id(), message.sender().id());
      }
    }
  }

  @Override
  public void close() {
    boolean unused = stop();
  }
}
