package io.awfar.ingest.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.awfar.embedded.FreePorts;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudApiTest {

  private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

  private final CloudApi api =
      new CloudApi("awfar/1.2.3", Duration.ofSeconds(2), Duration.ofMillis(500), Clock.systemUTC());
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicReference<HttpExchange> last = new AtomicReference<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer server;

  private interface Behaviour {
    void answer(HttpExchange exchange) throws IOException, InterruptedException;
  }

  @AfterEach
  void close() {
    end.countDown();
    api.close();
    if (server != null) {
      server.stop(0);
    }
  }

  private CallResult callTo(Behaviour behaviour) throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          calls.incrementAndGet();
          last.set(exchange);
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            behaviour.answer(exchange);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
    return call(server.getAddress().getPort());
  }

  private CallResult call(int port) {
    return api.send(url(port), "secret", BODY).join();
  }

  private static URI url(int port) {
    return URI.create("http://127.0.0.1:" + port + "/v23.0/1/messages");
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Test
  void anIdMeansAccepted() throws IOException {
    CallResult result =
        callTo(exchange -> answer(exchange, 200, "{\"messages\":[{\"id\":\"wamid.A\"}]}"));

    assertThat(result).isEqualTo(new CallResult.Accepted("wamid.A", Answered.NOBODY));
    assertThat(last.get().getRequestHeaders().getFirst("User-Agent")).isEqualTo("awfar/1.2.3");
    assertThat(last.get().getRequestHeaders().getFirst("Authorization")).isEqualTo("Bearer secret");
    assertThat(last.get().getRequestHeaders().getFirst("Content-Type"))
        .isEqualTo("application/json");
  }

  @Test
  void theIdsOfTheRecipientAreTold() throws IOException {
    CallResult result =
        callTo(exchange ->
            answer(
                exchange,
                200,
                "{\"contacts\":[{\"input\":\"+5511987654321\",\"wa_id\":\"551187654321\","
                    + "\"user_id\":\"BR.1\"}],\"messages\":[{\"id\":\"wamid.A\"}]}"));

    assertThat(result)
        .isEqualTo(new CallResult.Accepted("wamid.A", new Answered("551187654321", "BR.1")));
    assertThat(result.toString()).doesNotContain("551187654321", "BR.1");
  }

  @Test
  void anErrorHasItsCodeItsDetailsAndItsWait() throws IOException {
    CallResult result =
        callTo(exchange -> {
          exchange.getResponseHeaders().set("Retry-After", "7");
          answer(
              exchange,
              429,
              "{\"error\":{\"message\":\"(#130429)"
                  + " slow\",\"type\":\"OAuthException\",\"code\":130429,\"error_data\":{\"details\":\"too"
                  + " fast\"}}}");
        });

    assertThat(result)
        .isEqualTo(
            new CallResult.Refused(
                429,
                new GraphError(130429, "OAuthException", "(#130429) slow", "too fast"),
                Duration.ofSeconds(7)));
  }

  @Test
  void aPageOfAProxyIsAnErrorWithoutACode() throws IOException {
    assertThat(callTo(exchange -> answer(exchange, 502, "<html>")))
        .isEqualTo(new CallResult.Refused(502, GraphError.missing(), null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"success\":true}",
        "{\"success\":true,\"messages\":[]}",
        "{\"messages\":[{\"id\":\" \"}]}",
        "{\"messages\":[{\"id\":\"wamid.A",
        "<html>",
        "null",
        ""
      })
  void aSuccessWithoutTheIdOfAMessageTellsNothing(String body) throws IOException {
    assertThat(callTo(exchange -> answer(exchange, 200, body)))
        .isInstanceOf(CallResult.NoAnswer.class);
  }

  @Test
  void aReadMarkIsMarkedOnceItIsSaidSo() throws IOException {
    AtomicReference<String> body = new AtomicReference<>("{\"success\":true}");
    CallResult unused = callTo(exchange -> answer(exchange, 200, body.get()));
    URI url = url(server.getAddress().getPort());

    assertThat(api.markRead(url, "secret", BODY).join()).isEqualTo(new CallResult.Marked());
    body.set("{}");
    assertThat(api.markRead(url, "secret", BODY).join()).isInstanceOf(CallResult.NoAnswer.class);
  }

  @Test
  void aConnectionThatBreaksTellsNothingAndIsNotTriedAgain() throws IOException {
    // Closing the exchange without an answer breaks the connection.
    assertThat(callTo(exchange -> {})).isInstanceOf(CallResult.NoAnswer.class);
    assertThat(calls).hasValue(1);
  }

  @Test
  void anAnswerThatDoesNotComeInTimeTellsNothing() throws IOException {
    assertThat(callTo(exchange -> end.await())).isInstanceOf(CallResult.NoAnswer.class);
    assertThat(calls).hasValue(1);
  }

  @Test
  void anAnswerWhoseBodyDoesNotComeInTimeTellsNothing() throws IOException {
    CallResult result =
        callTo(exchange -> {
          exchange.sendResponseHeaders(200, 80);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          end.await();
        });

    assertThat(result).isInstanceOf(CallResult.NoAnswer.class);
    assertThat(calls).hasValue(1);
  }

  @Test
  void anEndlessAnswerIsNotRead() throws IOException {
    CallResult result =
        callTo(exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] block = new byte[8192];
          while (end.getCount() > 0) {
            exchange.getResponseBody().write(block);
          }
        });

    assertThat(result).isInstanceOf(CallResult.NoAnswer.class);
  }

  @Test
  void withoutAConnectionNothingWasSent() {
    assertThat(call(FreePorts.next())).isInstanceOf(CallResult.NotReached.class);
  }

  @Test
  void withoutAnAddressNothingWasSent() {
    assertThat(callPatiently("https://nowhere.invalid/v23.0/1/messages"))
        .isInstanceOf(CallResult.NotReached.class);
  }

  @Test
  void withoutAHandshakeNothingWasSent() throws IOException {
    try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread unused = Thread.startVirtualThread(() -> refuseHandshake(door));

      assertThat(callPatiently("https://127.0.0.1:" + door.getLocalPort() + "/v23.0/1/messages"))
          .isInstanceOf(CallResult.NotReached.class);
    }
  }

  /// Looking for an address and shaking hands may take longer than the calls of the other tests
  /// may.
  private static CallResult callPatiently(String url) {
    Duration minute = Duration.ofMinutes(1);
    try (CloudApi patient = new CloudApi("awfar/1.2.3", minute, minute, Clock.systemUTC())) {
      return patient.send(URI.create(url), "secret", BODY).join();
    }
  }

  /// Answers the first record of a TLS client with the fatal alert `handshake_failure` (RFC 8446,
  /// 6).
  private static void refuseHandshake(ServerSocket door) {
    try (Socket socket = door.accept()) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      in.skipNBytes(3);
      in.skipNBytes(in.readUnsignedShort());
      socket.getOutputStream().write(new byte[] {21, 3, 3, 0, 2, 2, 40});
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // The client is gone.
    }
  }
}
