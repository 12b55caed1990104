package io.awfar.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.RunningGateway;
import io.awfar.testservers.TestPostgres;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The gateway that tests of accounts share, where anybody may register.
final class AccountGateway {

  static final String PASSWORD = RunningGateway.PASSWORD;
  static final TestPostgres.Database DATABASE = TestPostgres.create();
  static final RunningGateway GATEWAY =
      RunningGateway.ready(DATABASE, "--AWFAR_GATEWAY_REGISTRATION=open");

  private AccountGateway() {}

  /// @param status of the answer
  /// @param text its body as it came
  record Answer(int status, String text) {

    JsonNode json() {
      return JsonMapper.shared().readTree(text);
    }

    Answer is(int expected) {
      assertThat(status).as(text).isEqualTo(expected);
      return this;
    }

    void refuses(int expected, String code) {
      is(expected);
      assertThat(json().path("code").asString()).isEqualTo(code);
    }

    /// What does not differ from request to request.
    String withoutRequestId() {
      return text.replaceAll("\"requestId\":\"[^\"]+\"", "");
    }
  }

  /// Somebody with a token.
  record Person(String email, UUID id, UUID workspaceId, String token) {

    static Person of(JsonNode signedIn) {
      JsonNode user = signedIn.path("user");
      return new Person(
          user.path("email").asString(),
          UUID.fromString(user.path("id").asString()),
          UUID.fromString(user.path("workspaceId").asString()),
          signedIn.path("token").asString());
    }

    Answer get(String path) {
      return call(HttpMethod.GET, path, null);
    }

    Answer post(String path, Map<String, Object> body) {
      return call(HttpMethod.POST, path, body);
    }

    Answer patch(String path, Map<String, Object> body) {
      return call(HttpMethod.PATCH, path, body);
    }

    Answer delete(String path) {
      return call(HttpMethod.DELETE, path, null);
    }

    int meStatus() {
      return get("/api/auth/me").status();
    }

    int meStatusAt(RunningGateway gateway) {
      return AccountGateway.call(gateway.withToken(token), HttpMethod.GET, "/api/auth/me", null)
          .status();
    }

    private Answer call(HttpMethod method, String path, Map<String, Object> body) {
      return AccountGateway.call(GATEWAY.withToken(token), method, path, body);
    }
  }

  /// The administrator of a workspace of its own.
  static Person founder() {
    return Person.of(register(user(anyEmail())).is(201).json());
  }

  /// Somebody else of the workspace, who came with an invitation.
  static Person colleague(Person admin, String role) {
    String email = anyEmail();
    String invitation = invite(admin, email, role).is(201).json().path("token").asString();
    return Person.of(register(user(email, "invitation", invitation)).is(201).json());
  }

  static Answer invite(Person admin, String email, String role) {
    return admin.post("/api/auth/invitations", Map.of("email", email, "role", role));
  }

  static Answer register(Map<String, Object> user) {
    return register(GATEWAY, user);
  }

  static Answer register(RunningGateway gateway, Map<String, Object> user) {
    return call(gateway.api(), HttpMethod.POST, "/api/auth/register", user);
  }

  static Answer login(Map<String, Object> credentials) {
    return call(GATEWAY.api(), HttpMethod.POST, "/api/auth/login", credentials);
  }

  static Answer login(String email, String password) {
    return login(Map.of("email", email, "password", password));
  }

  static Map<String, Object> user(String email, Object... more) {
    Map<String, Object> user =
        new HashMap<>(Map.of("email", email, "password", PASSWORD, "name", "Amal"));
    for (int i = 0; i < more.length; i += 2) {
      user.put((String) more[i], more[i + 1]);
    }
    return user;
  }

  static String anyEmail() {
    return UUID.randomUUID() + "@example.com";
  }

  static Answer call(
      WebTestClient client, HttpMethod method, String path, Map<String, Object> body) {
    var request = client.method(method).uri(path);
    if (body != null) {
      request.bodyValue(body);
    }
    var result = request.exchange().expectBody(String.class).returnResult();
    String text = result.getResponseBody();
    return new Answer(result.getStatus().value(), text == null ? "" : text);
  }

  /// The outcomes of a task that is done some times at the same moment.
  static <T> List<T> atOnce(int times, Callable<T> task) {
    return IntStream.range(0, times)
        .mapToObj(_ ->
            CompletableFuture.supplyAsync(() -> called(task), run -> Thread.ofVirtual().start(run)))
        .toList()
        .stream()
        .map(CompletableFuture::join)
        .toList();
  }

  private static <T> T called(Callable<T> task) {
    try {
      return task.call();
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }
}
