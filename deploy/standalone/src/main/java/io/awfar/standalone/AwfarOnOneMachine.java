package io.awfar.standalone;

import io.awfar.simulator.Simulator;
import io.awfar.simulator.SimulatorSettings;
import io.awfar.simulator.SimulatorSettingsBuilder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The whole system, running: servers, services and WhatsApp's API as the simulator plays it.
final class AwfarOnOneMachine implements AutoCloseable {

  /// The business numbers of the simulator's traffic.
  static final List<String> PHONE_NUMBER_IDS =
      List.of("106540352242922", "106540352242923", "106540352242924");

  private static final Duration DRAIN_POLL = Duration.ofMillis(200);

  private final StandaloneOptions options;
  private final Endpoints endpoints;
  private final Credentials credentials;
  private final Servers servers;
  private final TotalsReader totals;

  /// What to close, last opened first.
  private final Deque<AutoCloseable> open;

  private AwfarOnOneMachine(
      StandaloneOptions options,
      Endpoints endpoints,
      Credentials credentials,
      Servers servers,
      TotalsReader totals,
      Deque<AutoCloseable> open) {
    this.options = options;
    this.endpoints = endpoints;
    this.credentials = credentials;
    this.servers = servers;
    this.totals = totals;
    this.open = open;
  }

  /// Starts everything and returns when every service is ready; on failure nothing is left running.
  ///
  /// @throws StartFailure with a sentence for the user
  static AwfarOnOneMachine start(StandaloneOptions options) {
    Deque<AutoCloseable> open = new ArrayDeque<>();
    try {
      open.push(DataFolder.take(options.data()));
      BusyPorts.check(options);
      Credentials credentials = Credentials.of(options.data());
      Endpoints endpoints = new Endpoints(options);
      Servers servers = Servers.start(options, credentials);
      open.push(servers);
      open.push(Simulator.start(api(options, endpoints, credentials)));
      open.push(Services.start(ServiceSettings.of(options, credentials, servers, endpoints)));
      TotalsReader totals =
          new TotalsReader(
              servers.kafka().bootstrapServers(),
              endpoints.http(Port.DEDUP_MANAGEMENT),
              endpoints.http(Port.PERSISTENCE_MANAGEMENT));
      open.push(totals);
      Readiness.await(endpoints.management());
      return new AwfarOnOneMachine(options, endpoints, credentials, servers, totals, open);
    } catch (StartFailure e) {
      closeAll(open);
      throw e;
    } catch (IOException | RuntimeException e) {
      log().error("Awfar does not start", e);
      closeAll(open);
      throw new StartFailure("Awfar does not start: " + e.getMessage(), e);
    }
  }

  Endpoints endpoints() {
    return endpoints;
  }

  Credentials credentials() {
    return credentials;
  }

  Servers servers() {
    return servers;
  }

  /// The totals now.
  ///
  /// @throws IOException if a part does not answer
  Totals totals() throws IOException, InterruptedException {
    return totals.read();
  }

  /// Starts the simulator's traffic; the caller stops it.
  Simulator startTraffic() {
    SimulatorSettingsBuilder traffic =
        SimulatorSettings.builder(endpoints.webhook(), credentials.appSecret())
            .verifyToken(credentials.verifyToken())
            .accessToken(credentials.accessToken())
            .numbers(PHONE_NUMBER_IDS)
            .eventsPerSecond(options.eventsPerSecond());
    options.seed().ifPresent(traffic::seed);
    return Simulator.start(traffic.build());
  }

  /// Waits until nothing is under way any more, however long that takes, but not where nothing
  /// moves.
  ///
  /// @param standstillMax how long the totals may stay as they are
  /// @return the totals at the end
  /// @throws IOException if a part does not answer
  Totals drain(Duration standstillMax) throws IOException, InterruptedException {
    Totals now = totals.read();
    Instant moved = Instant.now();
    while (!now.isDrained() && Instant.now().isBefore(moved.plus(standstillMax))) {
      LockSupport.parkNanos(DRAIN_POLL.toNanos());
      Totals before = now;
      now = totals.read();
      if (!now.equals(before)) {
        moved = Instant.now();
      }
    }
    return now;
  }

  @Override
  public void close() {
    closeAll(open);
  }

  /// WhatsApp's API alone: no events of its own, only the statuses of what is sent through it.
  private static SimulatorSettings api(
      StandaloneOptions options, Endpoints endpoints, Credentials credentials) {
    return SimulatorSettings.builder(endpoints.webhook(), credentials.appSecret())
        .accessToken(credentials.accessToken())
        .apiPort(options.port(Port.SIMULATOR))
        .numbers(PHONE_NUMBER_IDS)
        .eventsMax(0)
        .build();
  }

  /// Not before the data folder is taken: the logs are in it.
  private static Logger log() {
    return LoggerFactory.getLogger(AwfarOnOneMachine.class);
  }

  private static void closeAll(Deque<AutoCloseable> open) {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        log().warn("A part does not stop in order", e);
      }
    }
  }
}
