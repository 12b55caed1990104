package io.awfar.gateway.live;

import io.awfar.gateway.RunningGateway;
import io.awfar.gateway.Sql;
import io.awfar.testservers.TestKafka;
import io.awfar.testservers.TestPostgres;
import io.awfar.testservers.TestRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// A gateway whose clients are told what the topics of a broker say.
final class LiveGateway implements AutoCloseable {

  private final TestPostgres.Database database;
  private final RunningGateway gateway;

  private LiveGateway(TestPostgres.Database database, RunningGateway gateway) {
    this.database = database;
    this.gateway = gateway;
  }

  /// The one of tests that change nothing in it that another could see.
  private static final class Shared {
    static final LiveGateway GATEWAY = start(TestPostgres.create());
  }

  static LiveGateway shared() {
    return Shared.GATEWAY;
  }

  static LiveGateway start(TestPostgres.Database database, String... more) {
    LiveRecords.makeTopics(TestKafka.bootstrapServers());
    return startOn(TestKafka.bootstrapServers(), database, more);
  }

  static LiveGateway startOn(
      String bootstrapServers, TestPostgres.Database database, String... more) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "--AWFAR_KAFKA_BOOTSTRAP_SERVERS=" + bootstrapServers,
                "--AWFAR_KAFKA_REPLICATION_FACTOR=1",
                "--AWFAR_SCHEMA_REGISTRY_URL=" + TestRegistry.url(),
                "--AWFAR_GATEWAY_LIVE_HEART_BEAT_INTERVAL=400ms",
                "--AWFAR_GATEWAY_LIVE_MARK_INTERVAL=200ms"));
    for (String setting : more) {
      settings.add("--" + setting);
    }
    return new LiveGateway(
        database, RunningGateway.ready(database, settings.toArray(String[]::new)));
  }

  RunningGateway gateway() {
    return gateway;
  }

  TestPostgres.Database database() {
    return database;
  }

  /// The token of a new user of that workspace.
  String token(UUID workspace) {
    return gateway.signIn(addUser(workspace), RunningGateway.PASSWORD);
  }

  /// @return the email of a new agent
  String addUser(UUID workspace) {
    String email = UUID.randomUUID() + "@example.com";
    Sql.run(
        database,
        "insert into workspaces (id, name) values (?, 'Another') on conflict do nothing",
        workspace);
    Sql.run(
        database,
        """
        insert into users (workspace_id, email, name, password_hash, role)
        select ?, ?, 'Somebody', password_hash, 'agent' from users where email = ?
        """,
        workspace,
        email,
        RunningGateway.EMAIL);
    return email;
  }

  EventClient follow(UUID workspace) {
    return EventClient.open(gateway.url(), token(workspace), null);
  }

  EventClient follow(UUID workspace, String lastEventId) {
    return EventClient.open(gateway.url(), token(workspace), lastEventId);
  }

  /// A metric of the gateway, with its labels as they are printed; 0 if it has none.
  double metric(String nameAndLabels) {
    String metrics =
        gateway
            .management()
            .get()
            .uri("/actuator/prometheus")
            .exchange()
            .expectBody(String.class)
            .returnResult()
            .getResponseBody();
    return metrics
        .lines()
        .filter(line -> line.startsWith(nameAndLabels + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  @Override
  public void close() {
    gateway.close();
  }
}
