package io.awfar.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.awfar.gateway.RunningGateway;
import io.awfar.gateway.Sql;
import io.awfar.testservers.TestPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LiveEndingsTest {

  private static final String AMAL = "967777000003";
  private static final Duration LONG = Duration.ofSeconds(30);

  private final LiveRecords records = LiveRecords.shared();
  private final UUID workspace = UUID.randomUUID();

  @Test
  void aClientThatDoesNotReadIsDroppedWhileOthersGoOn() throws Exception {
    try (LiveGateway gateway =
            LiveGateway.start(TestPostgres.create(), "AWFAR_GATEWAY_LIVE_STALL_TIME_MAX=5s");
        EventClient client = gateway.follow(workspace);
        Socket deaf = deafClient(gateway.gateway().url(), gateway.token(workspace))) {
      await().atMost(LONG).until(() -> gateway.metric("awfar_gateway_live_streams") == 2);

      // More than the sockets of both sides hold.
      String large = "x".repeat(50_000);
      for (int i = 0; i < 400; i++) {
        records.textSoon(workspace, AMAL, large);
      }
      records.text(workspace, AMAL, "end");

      assertThat(client.upTo("end")).hasSize(401);
      await()
          .atMost(LONG)
          .until(() -> gateway.metric("awfar_gateway_live_streams_ended_total{why=\"slow\"}") == 1);
      assertThat(gateway.metric("awfar_gateway_live_streams")).isEqualTo(1);
      assertThat(isCut(deaf)).isTrue();
      records.text(workspace, AMAL, "more");
      assertThat(client.next().body()).isEqualTo("more");
    }
  }

  @Test
  void aClientThatIsTooFarBehindIsDropped() throws Exception {
    try (LiveGateway gateway =
            LiveGateway.start(
                TestPostgres.create(),
                "AWFAR_GATEWAY_LIVE_STALL_TIME_MAX=5m",
                "AWFAR_GATEWAY_LIVE_LAG_EVENTS_MAX=50");
        Socket deaf = deafClient(gateway.gateway().url(), gateway.token(workspace))) {
      await().atMost(LONG).until(() -> gateway.metric("awfar_gateway_live_streams") == 1);

      String large = "x".repeat(50_000);
      for (int i = 0; i < 500; i++) {
        records.textSoon(workspace, AMAL, large);
      }
      records.flush();

      await()
          .atMost(LONG)
          .until(() -> gateway.metric("awfar_gateway_live_streams_ended_total{why=\"slow\"}") == 1);
      assertThat(isCut(deaf)).isTrue();
    }
  }

  @Test
  void aStreamEndsWithItsToken() throws Exception {
    LiveGateway gateway = LiveGateway.shared();
    String email = gateway.addUser(workspace);
    SignedJWT issued = SignedJWT.parse(gateway.gateway().signIn(email, RunningGateway.PASSWORD));
    try (EventClient other = gateway.follow(workspace)) {
      String token = expiring(gateway, issued, Instant.now().plusSeconds(6));
      EventClient client = EventClient.open(gateway.gateway().url(), token, null);
      records.text(workspace, AMAL, "while it is good");
      assertThat(client.next().body()).isEqualTo("while it is good");

      await().atMost(LONG).until(client::hasEnded);

      await()
          .atMost(LONG)
          .until(
              () -> gateway.metric("awfar_gateway_live_streams_ended_total{why=\"token\"}") > 0);
      // It keeps no place for itself: only the other one is left.
      await().atMost(LONG).until(() -> gateway.metric("awfar_gateway_live_streams") == 1);
      assertThat(other.hasEnded()).isFalse();
      assertThat(EventClient.answer(gateway.gateway().url(), token, null).statusCode())
          .isEqualTo(401);
    }
  }

  @Test
  void aStreamEndsWhenItsUserIsSignedOutEverywhere() {
    LiveGateway gateway = LiveGateway.shared();
    String token = gateway.token(workspace);
    String url = gateway.gateway().url();
    try (EventClient client = EventClient.open(url, token, null);
        EventClient other = gateway.follow(workspace)) {
      gateway
          .gateway()
          .withToken(token)
          .post()
          .uri("/api/auth/logout-everywhere")
          .exchange()
          .expectStatus()
          .isNoContent();

      await().atMost(LONG).until(client::hasEnded);

      assertThat(other.hasEnded()).isFalse();
      assertThat(EventClient.answer(url, token, null).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void aGatewayThatStopsEndsItsStreamsAndDoesNotWaitForThem() {
    LiveGateway gateway = LiveGateway.start(TestPostgres.create());
    try (EventClient client = gateway.follow(workspace)) {
      records.text(workspace, AMAL, "one");
      client.next();

      long begin = System.nanoTime();
      gateway.close();

      await().atMost(LONG).until(client::hasEnded);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
    }
  }

  @Test
  void aServersLimitOfIdleConnectionsDoesNotEndAStreamWithHeartBeats() {
    try (LiveGateway gateway =
            LiveGateway.start(TestPostgres.create(), "server.netty.idle-timeout=1s");
        EventClient client = gateway.follow(workspace)) {
      await().atMost(LONG).until(() -> client.heartBeats() >= 6);

      assertThat(client.hasEnded()).isFalse();
    }
  }

  @Test
  void aUserAndAGatewayHaveABoundedNumberOfStreams() throws IOException {
    try (LiveGateway gateway =
        LiveGateway.start(
            TestPostgres.create(),
            "AWFAR_GATEWAY_LIVE_STREAMS_MAX=3",
            "AWFAR_GATEWAY_LIVE_STREAMS_PER_USER_MAX=2")) {
      String url = gateway.gateway().url();
      String one = gateway.token(workspace);
      String two = gateway.token(workspace);
      try (EventClient _ = EventClient.open(url, one, null)) {
        try (EventClient _ = EventClient.open(url, one, null)) {
          var third = EventClient.answer(url, one, null);
          assertThat(third.statusCode()).isEqualTo(429);
          assertThat(EventClient.code(third)).isEqualTo("streams_exhausted");

          try (EventClient _ = EventClient.open(url, two, null)) {
            var fourth = EventClient.answer(url, two, null);
            assertThat(fourth.statusCode()).isEqualTo(503);
            assertThat(EventClient.code(fourth)).isEqualTo("busy");
          }
        }
        await().atMost(LONG).until(() -> gateway.metric("awfar_gateway_live_streams") == 1);
        EventClient.open(url, one, null).close();
      }
    }
  }

  private static String expiring(LiveGateway gateway, SignedJWT issued, Instant expiresAt)
      throws Exception {
    RSAKey key = RSAKey.parse(Sql.text(gateway.database(), "select jwk from signing_keys"));
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder(issued.getJWTClaimsSet())
            .issueTime(Date.from(expiresAt.minusSeconds(60)))
            .expirationTime(Date.from(expiresAt))
            .build();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }

  /// A client that asks and does not read.
  private static Socket deafClient(String url, String token) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(new InetSocketAddress("localhost", URI.create(url).getPort()));
    String request =
        "GET /api/whatsapp/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
            + token
            + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /// Whether nothing more comes after what the sockets held.
  private static boolean isCut(Socket socket) throws IOException {
    socket.setSoTimeout(10_000);
    InputStream in = socket.getInputStream();
    byte[] held = new byte[64 * 1024];
    try {
      while (in.read(held) >= 0) {
        // Read on.
      }
      return true;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
