package io.awfar.guarantees;

import io.awfar.guarantees.deployment.Deployment;
import io.awfar.guarantees.deployment.Health;
import io.awfar.guarantees.deployment.Orchestrator;
import io.awfar.guarantees.deployment.Secrets;
import io.awfar.guarantees.deployment.Service;
import io.awfar.guarantees.deployment.ServiceProcess;
import io.awfar.guarantees.deployment.ServiceSettings;
import io.awfar.guarantees.fault.FaultInjector;
import io.awfar.guarantees.fault.FaultSchedule;
import io.awfar.guarantees.fault.InjectedFaults;
import io.awfar.guarantees.fault.Pace;
import io.awfar.guarantees.fault.PlannedFault;
import io.awfar.guarantees.verify.CountsReader;
import io.awfar.guarantees.verify.Evidence;
import io.awfar.guarantees.verify.EvidenceReader;
import io.awfar.guarantees.verify.GrownTransactions;
import io.awfar.guarantees.verify.Promise;
import io.awfar.guarantees.verify.SentEvents;
import io.awfar.guarantees.verify.TopicReader;
import io.awfar.guarantees.verify.Verification;
import io.awfar.simulator.Simulator;
import io.awfar.simulator.SimulatorSettings;
import io.awfar.simulator.ledger.LedgerSnapshot;
import io.awfar.simulator.traffic.EventGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One run from the first process to the last promise.
final class Run {

  private static final Duration START_PATIENCE = Duration.ofMinutes(5);
  private static final Duration ANSWER_PATIENCE = Duration.ofMinutes(5);

  /// After which the next fault comes though the services do not keep up.
  private static final Duration PACE_PATIENCE = Duration.ofMinutes(5);

  /// Few, so that chats are busy and their order can be broken.
  private static final int CONTACTS = 500;

  /// Each is tried again every two seconds while a door is shut, which on two cores keeps it shut.
  private static final int POSTS_OUTSTANDING_MAX = 500;

  private final Options options;
  private final Path unpacked;
  private final Console console;

  Run(Options options, Path unpacked, Console console) {
    this.options = options;
    this.unpacked = unpacked;
    this.console = console;
  }

  Outcome run() throws Exception {
    List<PlannedFault> schedule = FaultSchedule.of(options.seed(), options.length());
    schedule.forEach(planned -> console.plain("  planned " + planned));
    try (var files = Files.list(Files.createDirectories(options.data()))) {
      if (files.findAny().isPresent()) {
        throw new IOException(options.data() + " is not empty");
      }
    }
    Deployment deployment =
        new Deployment(unpacked, options.data(), options.jvm(), options.sabotage().tampering());
    Thread end = Ending.early(() -> closeQuietly(deployment));
    Runtime.getRuntime().addShutdownHook(end);
    Outcome outcome;
    try (deployment) {
      deployment.start();
      awaitReady(deployment);
      console.accept("all services are ready");
      SimulatorSettings settings = simulated(deployment);
      EventGenerator events = new EventGenerator(settings.traffic());
      try (Simulator whatsApp = Simulator.start(settings);
          Orchestrator orchestrator = Orchestrator.start(deployment, console)) {
        outcome = prove(deployment, whatsApp, events, orchestrator, schedule);
      }
    }
    boolean unused = Runtime.getRuntime().removeShutdownHook(end);
    if (!options.keep() && outcome.promises().stream().allMatch(Promise::held)) {
      DataFolder.removeAllBut(options.data(), "logs");
    }
    return outcome;
  }

  private Outcome prove(
      Deployment deployment,
      Simulator whatsApp,
      EventGenerator events,
      Orchestrator orchestrator,
      List<PlannedFault> schedule)
      throws Exception {
    Pace pace =
        new Pace(
            () -> whatsApp.ledger().snapshot().eventsAcknowledged(),
            options.freshEventsPerSecond(),
            PACE_PATIENCE,
            console);
    InjectedFaults faults = new FaultInjector(deployment, pace, console).run(schedule);
    long underFaults = whatsApp.ledger().snapshot().eventsAcknowledged();
    whatsApp.stopOffering();
    console.accept("no more faults");
    boolean drained = whatsApp.awaitDrained(ANSWER_PATIENCE);
    LedgerSnapshot ledger = whatsApp.ledger().snapshot();
    // A webhook that was given up has drained, too.
    boolean answered = drained && ledger.allAcknowledged();
    SentEvents sent =
        new SentEvents(
            whatsApp.ledger().ordinals().orElseThrow(),
            ledger.eventsAcknowledged(),
            ledger.deliveriesAcknowledged(),
            whatsApp.ledger().postsAtOnce(),
            events::event);
    console.accept(
        "%,d events in %,d webhooks were answered 200, %,d attempts were not"
            .formatted(ledger.eventsAcknowledged(), ledger.postsAcknowledged(), refused(ledger)));

    TopicReader topics =
        new TopicReader(deployment.broker().bootstrapServers(), deployment.registry().url());
    try (CountsReader counts =
        new CountsReader(
            deployment.services(Service.DEDUP).stream().map(ServiceProcess::management).toList(),
            deployment.services(Service.PERSISTENCE).getFirst().management())) {
      Drain drain = Drain.await(counts, topics, console);
      console.accept(
          drain.isComplete() ? "everything has drained" : "NOT drained: " + drain.lacking());
      Evidence evidence =
          new EvidenceReader(topics, deployment.postgres().jdbcUrl()).read(sent, drain.counts());
      List<Promise> promises = new ArrayList<>();
      promises.add(
          new Promise(
              "every webhook was answered 200 in the end, and everything drained",
              answered && drain.isComplete(),
              "%,d webhooks, %,d attempts refused or unanswered, drained in %.1f s"
                  .formatted(
                      ledger.postsOffered(), refused(ledger), drain.took().toMillis() / 1000.0),
              drain.lacking()));
      Verification verification = new Verification(evidence);
      promises.addAll(verification.promises());
      return new Outcome(
          promises,
          ledger,
          underFaults,
          faults,
          orchestrator.restarts(),
          drain.took(),
          GrownTransactions.read(deployment.postgres().jdbcUrl(), ServiceSettings.POLL_RECORDS_MAX),
          verification.comparisons());
    }
  }

  private static long refused(LedgerSnapshot ledger) {
    return ledger.refusals().values().stream().mapToLong(Long::longValue).sum();
  }

  private SimulatorSettings simulated(Deployment deployment) {
    return SimulatorSettings.builder(deployment.webhook(), Secrets.APP_SECRET)
        .verifyToken(Secrets.VERIFY_TOKEN)
        .accessToken(Secrets.ACCESS_TOKEN)
        .apiPort(deployment.whatsAppPort())
        .seed(options.seed())
        .eventsPerSecond(options.eventsPerSecond())
        .duplicates(Options.DUPLICATES)
        .contacts(CONTACTS)
        .retryDelayMax(Duration.ofSeconds(2))
        .postsOutstandingMax(POSTS_OUTSTANDING_MAX)
        .identitiesMax(Integer.MAX_VALUE)
        .build();
  }

  private void awaitReady(Deployment deployment) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_PATIENCE.toNanos();
    List<ServiceProcess> waiting = new ArrayList<>(deployment.services());
    try (Health health = new Health()) {
      while (!waiting.isEmpty()) {
        for (ServiceProcess service : List.copyOf(waiting)) {
          if (health.isReady(service)) {
            waiting.remove(service);
          } else if (!service.isAlive()) {
            throw new IOException(service.instance() + " ended at its start; see its log");
          }
        }
        if (System.nanoTime() > deadline) {
          throw new IOException(
              "Not ready: " + waiting.stream().map(ServiceProcess::instance).toList());
        }
        Thread.sleep(Duration.ofMillis(200));
      }
    }
  }

  private static void closeQuietly(Deployment deployment) {
    try {
      deployment.close();
    } catch (IOException e) {
      System.err.println("guarantees: not everything could be stopped: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
