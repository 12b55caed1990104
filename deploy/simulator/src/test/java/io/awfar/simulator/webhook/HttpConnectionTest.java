package io.awfar.simulator.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpConnectionTest {

  private ServerSocket server;

  @BeforeEach
  void open() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | true  | HTTP/1.1 200 OK~Content-Length: 2~~ok",
        "200 | true  | HTTP/1.1 200 ~content-length:0~~",
        "200 | true  | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~3~abc~0~~",
        "200 | true  | HTTP/1.1 100 Continue~~HTTP/1.1 200 OK~Content-Length: 0~~",
        "204 | true  | HTTP/1.1 204 No Content~~",
        "503 | false | HTTP/1.1 503 Busy~Content-Length: 1~Connection: close~~x",
        "200 | false | HTTP/1.1 200 OK~~until closed",
        "200 | false | HTTP/1.0 200 OK~Content-Length: 0~~"
      })
  void anAnswerIsReadToItsEnd(int status, boolean reusable, String answer) throws Exception {
    answering(answer + (reusable ? answer : ""));
    try (HttpConnection connection = connect()) {
      assertThat(connection.post(bytes("POST"), bytes("body"))).isEqualTo(status);
      assertThat(connection.reusable()).isEqualTo(reusable);
      if (reusable) {
        assertThat(connection.post(bytes("POST"), bytes("body"))).isEqualTo(status);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense~~",
        "HTTP/1.1 abc~~",
        "HTTP/1.1 200 OK~Content-Length: x~~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~zz~",
        "HTTP/1.1 200 OK~Content-Length: 9~~short"
      })
  void whatIsNoAnswerIsAFailure(String answer) throws Exception {
    answering(answer);
    try (HttpConnection connection = connect()) {
      assertThatThrownBy(() -> connection.post(bytes("POST"), bytes("")))
          .isInstanceOf(IOException.class);
      assertThat(connection.reusable()).isFalse();
    }
  }

  @Test
  void silenceIsATimeOut() throws Exception {
    try (HttpConnection connection = connect()) {
      assertThatThrownBy(() -> connection.post(bytes("POST"), bytes("")))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  private void answering(String answer) {
    Thread.ofVirtual()
        .start(() -> {
          try (Socket socket = server.accept()) {
            socket.getInputStream().read();
            socket.getOutputStream().write(bytes(answer.replace("~", "\r\n")));
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private HttpConnection connect() throws IOException {
    URI url = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
    return HttpConnection.to(url, Duration.ofMillis(300));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
