package io.awfar.gateway.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.gateway.RunningGateway;
import io.awfar.gateway.Sql;
import io.awfar.testservers.TestPostgres;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/// Files through the gateway, to a stand-in of media-service.
class MediaRoutesTest {

  private static final MediaType FORM = MediaType.parseMediaType("multipart/form-data; boundary=b");
  private static final String PATH = RunningGateway.WORKSPACE + "/" + "a".repeat(64);

  private static TestPostgres.Database database;
  private static PlayedMedia media;
  private static RunningGateway gateway;

  @BeforeAll
  static void start() {
    database = TestPostgres.create();
    media = PlayedMedia.start();
    gateway =
        RunningGateway.ready(
            database,
            "--AWFAR_MEDIA_URL=" + media.url(),
            "--AWFAR_GATEWAY_REQUEST_TIMEOUT=1s",
            "--AWFAR_GATEWAY_UPLOAD_TIME_MAX=20s",
            "--AWFAR_GATEWAY_UPLOAD_SIZE_MAX=1MB");
  }

  @AfterAll
  static void stop() {
    gateway.close();
    media.close();
  }

  private static ResponseSpec upload(WebTestClient client, byte[] body) {
    return client.post().uri("/api/upload/media").contentType(FORM).bodyValue(body).exchange();
  }

  private static WebTestClient as(String role) {
    String email = role + "@media.example.com";
    Sql.run(
        database,
        """
        insert into users (workspace_id, email, name, password_hash, role)
        select workspace_id, ?, 'Somebody', password_hash, ? from users where email = ?
        on conflict do nothing
        """,
        email,
        role,
        RunningGateway.EMAIL);
    return gateway.withToken(gateway.signIn(email, RunningGateway.PASSWORD));
  }

  @Test
  void anUploadIsPassedOnWithTokenAndRequestId() {
    // More than any other body may have.
    byte[] body = new byte[500_000];
    gateway
        .signedInApi()
        .post()
        .uri("/api/upload/media")
        .header("X-Request-Id", "the-id")
        .contentType(FORM)
        .bodyValue(body)
        .exchange()
        .expectStatus()
        .isCreated()
        .expectBody()
        .jsonPath("$.kind")
        .isEqualTo("image")
        .jsonPath("$.sizeBytes")
        .isEqualTo(500_000);

    PlayedMedia.Asked asked = media.asked().getLast();
    assertThat(asked.request()).isEqualTo("POST /files");
    assertThat(asked.bodyBytes()).isEqualTo(500_000);
    assertThat(asked.headers().get("X-request-id")).containsExactly("the-id");
    assertThat(asked.headers().get("Content-length")).containsExactly("500000");
    assertThat(asked.headers().get("Content-type")).containsExactly(FORM.toString());
    assertThat(asked.headers().get("Authorization").getFirst()).startsWith("Bearer ey");
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedWithItsLimit() {
    int before = media.asked().size();
    upload(gateway.signedInApi(), new byte[1_100_000])
        .expectStatus()
        .isEqualTo(413)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("file_too_large")
        .jsonPath("$.limitBytes")
        .isEqualTo(1 << 20);
    assertThat(media.asked()).hasSize(before);
  }

  @Test
  void aBodyThatDoesNotSayItsSizeIsCutOff() throws Exception {
    String token = gateway.signIn(RunningGateway.EMAIL, RunningGateway.PASSWORD);
    try (Socket socket = new Socket("localhost", URI.create(gateway.url()).getPort())) {
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      out.write(head(token, "Transfer-Encoding: chunked"));
      byte[] chunk = ("10000\r\n" + "a".repeat(65536) + "\r\n").getBytes(StandardCharsets.US_ASCII);
      int sent = 0;
      try {
        while (sent < 2000) {
          out.write(chunk);
          sent++;
        }
      } catch (SocketException e) {
        // Hung up on.
      }
      assertThat(sent).isLessThan(2000);
    }
  }

  @Test
  void anUploadMayTakeLongerThanAnyOtherBody() throws Exception {
    String token = gateway.signIn(RunningGateway.EMAIL, RunningGateway.PASSWORD);
    int before = media.asked().size();
    try (Socket socket = new Socket("localhost", URI.create(gateway.url()).getPort())) {
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      out.write(head(token, "Content-Length: 4"));
      out.write("ab".getBytes(StandardCharsets.US_ASCII));
      out.flush();
      long start = System.nanoTime();
      await().until(() -> System.nanoTime() - start > 2_000_000_000L);
      out.write("cd".getBytes(StandardCharsets.US_ASCII));
      out.flush();
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(answer).startsWith("HTTP/1.1 201");
    }
    assertThat(media.asked()).hasSize(before + 1);
  }

  @Test
  void aRefusalOfMediaServiceIsOneOfTheGateway() {
    media.refuse(
        415,
        "{\"code\":\"file_type_refused\",\"detectedType\":\"text/html\",\"secret\":\"inside\"}");
    try {
      upload(gateway.signedInApi(), new byte[10])
          .expectStatus()
          .isEqualTo(415)
          .expectHeader()
          .contentType(MediaType.APPLICATION_PROBLEM_JSON)
          .expectBody()
          .jsonPath("$.code")
          .isEqualTo("file_type_refused")
          .jsonPath("$.detectedType")
          .isEqualTo("text/html")
          .jsonPath("$.requestId")
          .isNotEmpty()
          .jsonPath("$.secret")
          .doesNotExist();
      media.refuse(500, "<html>oops</html>");
      upload(gateway.signedInApi(), new byte[10])
          .expectStatus()
          .isEqualTo(503)
          .expectHeader()
          .exists("Retry-After")
          .expectBody()
          .jsonPath("$.code")
          .isEqualTo("media_unavailable");
    } finally {
      media.refuse(0, "");
    }
  }

  @Test
  void aMediaServiceThatIsDownIsUnavailable() {
    try (RunningGateway alone =
        RunningGateway.ready(TestPostgres.create(), "--AWFAR_MEDIA_URL=http://127.0.0.1:1")) {
      for (ResponseSpec answer :
          List.of(
              upload(alone.signedInApi(), new byte[10]),
              alone.signedInApi().get().uri("/api/upload/signed-url/" + PATH).exchange(),
              alone.signedInApi().delete().uri("/api/upload/" + PATH).exchange())) {
        answer
            .expectStatus()
            .isEqualTo(503)
            .expectHeader()
            .exists("Retry-After")
            .expectBody()
            .jsonPath("$.code")
            .isEqualTo("media_unavailable");
      }
    }
  }

  @Test
  void aSignedUrlIsThatOfMediaService() {
    gateway
        .signedInApi()
        .get()
        .uri("/api/upload/signed-url/" + PATH + "?thumbnail=true")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.url")
        .isEqualTo("http://store/f");
    assertThat(media.asked().getLast().request())
        .isEqualTo("GET /files/" + PATH + "/signed-url?thumbnail=true");
  }

  @Test
  void thePathOfAFileMayBeEscapedAsOneValue() {
    URI escaped = URI.create(gateway.url() + "/api/upload/signed-url/" + PATH.replace("/", "%2F"));
    gateway.signedInApi().get().uri(escaped).exchange().expectStatus().isOk();
    assertThat(media.asked().getLast().request())
        .isEqualTo("GET /files/" + PATH + "/signed-url?thumbnail=false");
  }

  @Test
  void aFlagThatIsNeitherTrueNorFalseIsAViolation() {
    gateway
        .signedInApi()
        .get()
        .uri("/api/upload/signed-url/" + PATH + "?thumbnail=maybe")
        .exchange()
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("validation_failed")
        .jsonPath("$.violations[0].field")
        .isEqualTo("thumbnail");
  }

  @Test
  void aDeletedFileHasNoAnswer() {
    gateway
        .signedInApi()
        .delete()
        .uri("/api/upload/" + PATH)
        .exchange()
        .expectStatus()
        .isNoContent();
    assertThat(media.asked().getLast().request()).isEqualTo("DELETE /files/" + PATH);
  }

  @Test
  void aPathThatIsNoneNeverLeavesTheGateway() {
    int before = media.asked().size();
    for (String path : List.of("a/b", RunningGateway.WORKSPACE + "/x", "0/" + "a".repeat(64))) {
      gateway
          .signedInApi()
          .delete()
          .uri("/api/upload/" + path)
          .exchange()
          .expectStatus()
          .isNotFound();
      gateway
          .signedInApi()
          .get()
          .uri("/api/upload/signed-url/" + path)
          .exchange()
          .expectStatus()
          .isNotFound();
    }
    assertThat(media.asked()).hasSize(before);
  }

  @Test
  void analystsLookAndChangeNothing() {
    WebTestClient analyst = as("analyst");
    int before = media.asked().size();
    upload(analyst, new byte[10]).expectStatus().isForbidden();
    analyst.delete().uri("/api/upload/" + PATH).exchange().expectStatus().isForbidden();
    assertThat(media.asked()).hasSize(before);
    analyst.get().uri("/api/upload/signed-url/" + PATH).exchange().expectStatus().isOk();
    as("agent").delete().uri("/api/upload/" + PATH).exchange().expectStatus().isNoContent();
  }

  private static byte[] head(String token, String header) {
    return """
    POST /api/upload/media HTTP/1.1\r
    Host: localhost\r
    Connection: close\r
    Authorization: Bearer %s\r
    Content-Type: multipart/form-data; boundary=b\r
    %s\r
    \r
    """
        .formatted(token, header)
        .getBytes(StandardCharsets.US_ASCII);
  }
}
