package io.awfar.schemas.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ExchangeTest {

  private final HttpClient http = HttpClient.newHttpClient();
  private final CompletableFuture<Void> hungUp = new CompletableFuture<>();
  private final ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

  ExchangeTest() throws IOException {}

  @AfterEach
  void close() throws IOException {
    door.close();
    http.shutdownNow();
  }

  @Test
  void anAnswerThatIsWholeInTimeIsTheResult() {
    assertThat(send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok").join().body())
        .isEqualTo("ok");
  }

  @Test
  void aBodyThatDoesNotComeIsGivenUpAndTheConnectionIsClosed() {
    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(send("HTTP/1.1 200 OK\r\nContent-Length: 80\r\n\r\n{\"mess")::join)
        .withCauseInstanceOf(TimeoutException.class);
    assertThat(hungUp).succeedsWithin(Duration.ofSeconds(10));
  }

  @Test
  void aHeadThatDoesNotComeIsGivenUp() {
    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(send("HTTP/1.1 ")::join)
        .withCauseInstanceOf(HttpTimeoutException.class);
  }

  private CompletableFuture<HttpResponse<String>> send(String answer) {
    Thread unused = Thread.startVirtualThread(() -> answer(answer));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.getLocalPort() + "/"))
            .timeout(Duration.ofMillis(500))
            .build();
    return Exchange.send(http, request, BodyHandlers.ofString());
  }

  /// And then nothing, until the client hangs up.
  private void answer(String answer) {
    try (Socket socket = door.accept()) {
      socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
      InputStream in = socket.getInputStream();
      while (in.read() >= 0) {
        // The request.
      }
    } catch (IOException e) {
      // The client hung up.
    }
    hungUp.complete(null);
  }
}
