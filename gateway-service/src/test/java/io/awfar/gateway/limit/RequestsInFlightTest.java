package io.awfar.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.gateway.RunningGateway;
import io.awfar.testservers.TestPostgres;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RequestsInFlightTest {

  private static final int MAX = 20;
  private static final int FLOOD = 400;
  private static final String CHATS = "/api/whatsapp/chats";

  private static final TestPostgres.Database DATABASE = TestPostgres.create();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static RunningGateway gateway;
  private static String token;

  @BeforeAll
  static void start() {
    gateway =
        RunningGateway.ready(
            DATABASE,
            "--AWFAR_GATEWAY_REQUESTS_IN_FLIGHT_MAX=" + MAX,
            "--AWFAR_GATEWAY_CONNECTIONS_MAX=2",
            "--AWFAR_GATEWAY_CONNECTION_WAIT_MAX=20s",
            "--AWFAR_GATEWAY_STATEMENT_TIMEOUT=PT30S");
    token = gateway.signIn(RunningGateway.EMAIL, RunningGateway.PASSWORD);
  }

  @AfterAll
  static void stop() {
    gateway.close();
    CLIENT.close();
  }

  @Test
  void whatThereIsNoRoomForIsRefusedWhileTheOthersStillWaitAndOtherKindsPass() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    try (Connection database = DriverManager.getConnection(DATABASE.jdbcUrl())) {
      database.setAutoCommit(false);
      database.createStatement().execute("lock table chats in access exclusive mode");

      for (int i = 0; i < FLOOD; i++) {
        answers.add(ask(CHATS));
      }

      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> answers.stream().filter(CompletableFuture::isDone).count() == FLOOD - MAX);
      assertThat(answers.stream().filter(CompletableFuture::isDone).map(CompletableFuture::join))
          .allSatisfy(refused -> {
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("\"code\":\"busy\"");
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
          });
      assertThat(inFlight()).isEqualTo(MAX);
      assertThat(ask("/health").join().statusCode()).isEqualTo(200);
      assertThat(send().join().statusCode()).isEqualTo(400);

      database.rollback();
    }

    assertThat(answers.stream().map(CompletableFuture::join))
        .filteredOn(answer -> answer.statusCode() == 200)
        .hasSize(MAX);
    await().atMost(Duration.ofSeconds(5)).until(() -> inFlight() == 0);
    assertThat(ask(CHATS).join().statusCode()).isEqualTo(200);
  }

  /// Ten times as many callers as there is room for, each of whom comes again at once.
  @Test
  void inAFloodAcceptedRequestsAreAnsweredInTimeAndMemoryStaysBounded() throws Exception {
    long usedBefore = usedMemory();
    List<Long> acceptedMillis = new ArrayList<>();
    List<Long> refusedMillis = new ArrayList<>();
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < 10 * MAX; i++) {
      callers.add(
          Thread.startVirtualThread(() -> {
            try {
              while (System.nanoTime() < end) {
                askOnce(acceptedMillis, refusedMillis);
              }
            } catch (RuntimeException | AssertionError e) {
              failures.add(e);
            }
          }));
    }
    double mostInFlight = 0;
    for (Thread caller : callers) {
      while (!caller.join(Duration.ofMillis(20))) {
        mostInFlight = Math.max(mostInFlight, inFlight());
      }
    }

    System.err.printf(
        "%d callers, room for %d: %d accepted (p50 %d ms, p99 %d ms), %d refused (p50 %d ms, p99 %d"
            + " ms), memory %+d KB%n",
        10 * MAX,
        MAX,
        acceptedMillis.size(),
        percentile(acceptedMillis, 50),
        percentile(acceptedMillis, 99),
        refusedMillis.size(),
        percentile(refusedMillis, 50),
        percentile(refusedMillis, 99),
        (usedMemory() - usedBefore) >> 10);
    assertThat(failures).isEmpty();
    assertThat(refusedMillis).isNotEmpty();
    assertThat(acceptedMillis).hasSizeGreaterThan(MAX);
    assertThat(mostInFlight).isLessThanOrEqualTo(MAX);
    assertThat(percentile(acceptedMillis, 99)).isLessThan(5_000);
    assertThat(usedMemory() - usedBefore).isLessThan(64L << 20);
    await().atMost(Duration.ofSeconds(5)).until(() -> inFlight() == 0);
  }

  private static void askOnce(List<Long> acceptedMillis, List<Long> refusedMillis) {
    long start = System.nanoTime();
    int status = ask(CHATS).join().statusCode();
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    assertThat(status).isIn(200, 503);
    List<Long> times = status == 200 ? acceptedMillis : refusedMillis;
    synchronized (times) {
      times.add(millis);
    }
  }

  private static CompletableFuture<HttpResponse<String>> ask(String path) {
    return CLIENT.sendAsync(request(path).build(), BodyHandlers.ofString());
  }

  private static CompletableFuture<HttpResponse<String>> send() {
    return CLIENT.sendAsync(
        request("/api/whatsapp/send")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{}"))
            .build(),
        BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(gateway.url() + path))
        .header("Authorization", "Bearer " + token)
        .timeout(Duration.ofSeconds(30));
  }

  private static double inFlight() {
    return gateway
        .bean(MeterRegistry.class)
        .get("awfar.gateway.requests.in.flight")
        .tag("kind", "other")
        .gauge()
        .value();
  }

  private static long percentile(List<Long> times, int percent) {
    List<Long> sorted = times.stream().sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get((sorted.size() - 1) * percent / 100);
  }

  private static long usedMemory() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
