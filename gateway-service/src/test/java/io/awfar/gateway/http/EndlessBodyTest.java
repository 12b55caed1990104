package io.awfar.gateway.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.RunningGateway;
import io.awfar.testservers.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndlessBodyTest {

  private static final String HEAD =
      """
      %s HTTP/1.1\r
      Host: localhost\r
      Content-Type: application/json\r
      Transfer-Encoding: chunked\r
      \r
      """;

  private static RunningGateway gateway;

  @BeforeAll
  static void start() {
    gateway = RunningGateway.ready(TestPostgres.create());
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @CsvSource({
    "POST /api/whatsapp/send, 401",
    "POST /api/upload/media, 401",
    "GET /health, 200",
    "POST /api/auth/login, 413"
  })
  void aBodyThatNobodyReadsIsCutOffAfterItsAnswer(String request, int status) throws Exception {
    try (Socket client = connect()) {
      OutputStream out = client.getOutputStream();
      out.write(HEAD.formatted(request).getBytes(US_ASCII));
      Thread sender = Thread.ofVirtual().start(() -> sendWithoutEnd(out));

      String answer = untilTheConnectionEnds(client.getInputStream());

      assertThat(answer).startsWith("HTTP/1.1 " + status);
      assertThat(sender.join(Duration.ofSeconds(20))).as("is held up no longer").isTrue();
    }
  }

  @Test
  void aRefusedRequestThatEndsKeepsItsConnection() throws Exception {
    try (Socket client = connect()) {
      for (int request = 0; request < 3; request++) {
        OutputStream out = client.getOutputStream();
        out.write(HEAD.formatted("POST /api/whatsapp/send").getBytes(US_ASCII));

        assertThat(anAnswer(client.getInputStream())).startsWith("HTTP/1.1 401");

        out.write("2\r\n{}\r\n0\r\n\r\n".getBytes(US_ASCII));
      }
    }
  }

  private static Socket connect() throws IOException {
    Socket client = new Socket("localhost", URI.create(gateway.url()).getPort());
    client.setSoTimeout((int) Duration.ofSeconds(30).toMillis());
    return client;
  }

  private static void sendWithoutEnd(OutputStream out) {
    byte[] chunk = ("1000\r\n" + " ".repeat(0x1000) + "\r\n").getBytes(US_ASCII);
    try {
      while (true) {
        out.write(chunk);
      }
    } catch (IOException _) {
      // That is what is waited for.
    }
  }

  private static String untilTheConnectionEnds(InputStream in) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    try {
      for (int next = in.read(); next >= 0; next = in.read()) {
        read.write(next);
      }
    } catch (SocketException _) {
      // What is not read to its end is reset.
    }
    return read.toString(US_ASCII);
  }

  /// @return the next answer, which ends with an object
  private static String anAnswer(InputStream in) throws IOException {
    StringBuilder read = new StringBuilder();
    while (read.indexOf("\r\n\r\n{") < 0 || read.charAt(read.length() - 1) != '}') {
      read.append((char) in.read());
    }
    return read.toString();
  }
}
