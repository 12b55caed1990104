package io.awfar.bench.persist;

import io.awfar.bench.process.Broker;
import io.awfar.bench.process.Postgres;
import io.awfar.bench.setup.Options;
import io.awfar.bench.setup.Workplace;
import io.awfar.testservers.TestRegistry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/// A database that persistence-service has filled, for others to read.
public final class SampleDatabase {

  /// Its name.
  public static final String NAME = Contenders.AWFAR;

  /// The workspace that all rows belong to.
  public static final String OWNER = SampleEvents.OWNER.toString();

  private SampleDatabase() {}

  /// Makes and fills it.
  ///
  /// @throws Exception if the service does not store all of it
  public static void fill(Workplace workplace, Postgres postgres, int messages, int chats)
      throws Exception {
    PersistSettings settings =
        PersistSettings.of(
            Options.parse(
                List.of(
                    "--events",
                    Integer.toString(messages),
                    "--chats",
                    Integer.toString(chats),
                    "--status-percent",
                    "0",
                    "--connections",
                    "2")));
    try (Broker broker = Broker.start(workplace.folder());
        TestRegistry registry = TestRegistry.start();
        Admin admin =
            Admin.create(
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
      Source source = new Source(admin, broker.bootstrapServers(), registry.baseUrl());
      Instant first = Instant.now().minus(1, ChronoUnit.DAYS);
      source.makeTopics();
      SampleEvents events = new SampleEvents(chats, first);
      source.appendMessages(events, 0, messages);
      Run run =
          new Contenders(settings, workplace, broker, registry.baseUrl(), postgres, source, events)
              .awfar();
      if (!run.exact()) {
        throw new IllegalStateException("Not all messages were stored");
      }
    }
    postgres.executeAsSuperuser(NAME, "vacuum analyze");
  }
}
