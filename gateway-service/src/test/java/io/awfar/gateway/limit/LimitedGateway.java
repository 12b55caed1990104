package io.awfar.gateway.limit;

import static io.awfar.gateway.RunningGateway.EMAIL;
import static io.awfar.gateway.RunningGateway.PASSWORD;

import io.awfar.gateway.RunningGateway;
import io.awfar.gateway.Sql;
import io.awfar.testservers.TestPostgres;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.json.JsonMapper;

/// A gateway that limits, behind a proxy that tells it who calls.
final class LimitedGateway implements AutoCloseable {

  private final TestPostgres.Database database;
  private final RunningGateway gateway;

  private LimitedGateway(TestPostgres.Database database, RunningGateway gateway) {
    this.database = database;
    this.gateway = gateway;
  }

  /// @param settings as `NAME=value`
  static LimitedGateway with(String... settings) {
    return on(TestPostgres.create(), settings);
  }

  static LimitedGateway on(TestPostgres.Database database, String... settings) {
    return new LimitedGateway(
        database,
        RunningGateway.ready(
            database,
            Stream.concat(
                    Stream.of("AWFAR_GATEWAY_LIMITS=on", "AWFAR_GATEWAY_PROXIES=1"),
                    Stream.of(settings))
                .map(setting -> "--" + setting)
                .toArray(String[]::new)));
  }

  RunningGateway running() {
    return gateway;
  }

  /// Whoever calls from an address.
  WebTestClient from(String address) {
    return gateway
        .api()
        .mutate()
        .defaultHeader("X-Forwarded-For", address)
        .defaultHeader("X-Forwarded-Proto", "https")
        .build();
  }

  /// A user of a role who calls from an address, signed in there.
  WebTestClient user(String role, String address) {
    String email = role + "-" + UUID.randomUUID() + "@example.com";
    addUser(email, role);
    return signedIn(email, address);
  }

  /// A user who calls from an address, signed in there with the password of all tests.
  WebTestClient signedIn(String email, String address) {
    String token = signIn(email, address);
    return from(address).mutate().defaultHeaders(headers -> headers.setBearerAuth(token)).build();
  }

  void addUser(String email, String role) {
    Sql.run(
        database,
        """
        insert into users (workspace_id, email, name, password_hash, role)
        select workspace_id, ?, 'Somebody', password_hash, ? from users where email = ?
        """,
        email,
        role,
        EMAIL);
  }

  /// Adds users with the email, each in a workspace of its own and with another password.
  void addStrangers(String email, int count) {
    Sql.run(
        database,
        """
        with workspace as (
          insert into workspaces (id, name)
          select gen_random_uuid(), 'Elsewhere' from generate_series(1, ?) returning id
        )
        insert into users (workspace_id, email, name, password_hash, role)
        select w.id, u.email, 'Stranger', left(u.password_hash, 29) || repeat('x', 31), 'admin'
        from workspace w, users u where u.email = ?
        """,
        count,
        email);
  }

  String signIn(String email, String address) {
    EntityExchangeResult<byte[]> answer = login(email, PASSWORD, address);
    return JsonMapper.shared().readTree(answer.getResponseBody()).path("token").asString();
  }

  EntityExchangeResult<byte[]> login(String email, String password, String address) {
    return from(address)
        .post()
        .uri("/api/auth/login")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(Map.of("email", email, "password", password))
        .exchange()
        .expectBody()
        .returnResult();
  }

  static EntityExchangeResult<byte[]> get(WebTestClient client, String path) {
    return client.get().uri(path).exchange().expectBody().returnResult();
  }

  static EntityExchangeResult<byte[]> post(WebTestClient client, String path) {
    return client
        .post()
        .uri(path)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue("{}")
        .exchange()
        .expectBody()
        .returnResult();
  }

  static int status(EntityExchangeResult<byte[]> answer) {
    return answer.getStatus().value();
  }

  static String code(EntityExchangeResult<byte[]> answer) {
    return JsonMapper.shared().readTree(answer.getResponseBody()).path("code").asString();
  }

  @Override
  public void close() {
    gateway.close();
  }
}
