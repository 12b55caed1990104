package io.awfar.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.SharedGateway;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadableRequestsTest {

  private static final int TOO_LONG = 20_000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET\r\nHost: localhost\r\n",
        "GET /health HTTP/9.9.9\r\nHost: localhost\r\n",
        "GET /health HTTP/1.1\r\nHost: a b\r\n",
        "GET /health HTTP/1.1\r\nHost: [\r\n",
        "GET /health HTTP/1.1\r\nHost: localhost:99999\r\n",
        "GET /health HTTP/1.1\r\nHost:\r\n",
        "GET /health HTTP/1.1\r\nHost: [::::]\r\n",
        "GET http:// HTTP/1.1\r\nHost: localhost\r\n",
        "GET health HTTP/1.1\r\nHost: localhost\r\n",
        "POST /api/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        "GET /health HTTP/1.1\r\nHost: localhost\r\nX-A: LONG\r\n",
        "GET /health?q=LONG HTTP/1.1\r\nHost: localhost\r\n",
        "GET /health HTTP/1.1\r\nHost: localhost\r\nNo colon\r\n"
      })
  void aRequestThatCannotBeReadIsRefusedWithAProblem(String head) throws IOException {
    String answer = ask(head.replace("LONG", "x".repeat(TOO_LONG)));

    assertThat(answer)
        .startsWith("HTTP/1.1 400 ")
        .containsIgnoringCase("content-type: application/problem+json")
        .containsIgnoringCase("x-request-id: ")
        .containsIgnoringCase("content-security-policy: default-src 'none'")
        .containsIgnoringCase("connection: close")
        .contains("\"code\":\"bad_request\"");
    assertThat(SharedGateway.GATEWAY.api().get().uri("/health").exchange().expectStatus().isOk())
        .isNotNull();
  }

  @Test
  void aRequestThatCannotBeReadTakesNoAnswerFromTheOneBeforeIt() throws IOException {
    String answers =
        ask(
            "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"
                + "GET /health HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n");

    assertThat(answers).startsWith("HTTP/1.1 200 ");
    assertThat(answers.substring(1)).contains("HTTP/1.1 400 ");
  }

  @Test
  void aPathThatIsNoUriIsRefusedWithAProblemAsWell() throws IOException {
    assertThat(ask("GET /api/a|b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"))
        .startsWith("HTTP/1.1 400 ")
        .contains("\"code\":\"bad_request\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"سلام", "100%", "a|b", "{}", "[1]"})
  void aQueryThatAClientDidNotEscapeIsRead(String query) throws IOException {
    assertThat(
            ask("GET /health?q=" + query + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"))
        .startsWith("HTTP/1.1 200 ");
  }

  private static String ask(String head) throws IOException {
    try (Socket socket =
        new Socket("localhost", URI.create(SharedGateway.GATEWAY.url()).getPort())) {
      socket.setSoTimeout((int) Duration.ofSeconds(15).toMillis());
      socket.getOutputStream().write((head + "\r\n").getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
