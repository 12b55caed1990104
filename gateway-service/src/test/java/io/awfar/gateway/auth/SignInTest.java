package io.awfar.gateway.auth;

import static io.awfar.gateway.RunningGateway.EMAIL;
import static io.awfar.gateway.RunningGateway.PASSWORD;
import static io.awfar.gateway.RunningGateway.WORKSPACE;
import static io.awfar.gateway.SharedGateway.DATABASE;
import static io.awfar.gateway.SharedGateway.GATEWAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class SignInTest {

  @Test
  void theRightPasswordGivesATokenForSevenDaysThatSaysWhoOneIs() {
    var answer =
        login(EMAIL, PASSWORD)
            .expectStatus()
            .isOk()
            .expectHeader()
            .valueEquals("Cache-Control", "no-store")
            .expectBody(SignedIn.class)
            .returnResult()
            .getResponseBody();

    assertThat(answer.expiresAt())
        .isBetween(
            Instant.now().plus(Duration.ofDays(7)).minusSeconds(30),
            Instant.now().plus(Duration.ofDays(7)));
    GATEWAY
        .withToken(answer.token())
        .get()
        .uri("/api/auth/me")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.id")
        .isEqualTo(answer.user().id().toString())
        .jsonPath("$.email")
        .isEqualTo(EMAIL)
        .jsonPath("$.name")
        .isEqualTo("Administrator")
        .jsonPath("$.role")
        .isEqualTo("admin")
        .jsonPath("$.workspaceId")
        .isEqualTo(WORKSPACE)
        .jsonPath("$.passwordHash")
        .doesNotExist();
  }

  @Test
  void theCaseOfAnEmailDoesNotMatter() {
    login(EMAIL.toUpperCase(), PASSWORD).expectStatus().isOk();
  }

  @Test
  void aWrongPasswordAndAnUnknownUserGetTheSameAnswerInTheSameTime() {
    String wrong = refusedBody(EMAIL, "wrong password");
    String unknown = refusedBody("nobody@example.com", "wrong password");
    assertThat(unknown).isEqualTo(wrong);

    Duration ofWrong = fastest(EMAIL, "wrong password");
    Duration ofUnknown = fastest("nobody@example.com", "wrong password");
    assertThat(ofUnknown).isBetween(ofWrong.dividedBy(2), ofWrong.multipliedBy(2));
  }

  @Test
  void aDeactivatedUserIsAnsweredLikeAnUnknownOneInTheSameTimeWhateverThePassword() {
    String gone = "gone@example.com";
    Sql.run(
        DATABASE,
        """
        insert into users (workspace_id, email, name, role, password_hash, deactivated_at)
        select workspace_id, ?, 'Gone', 'agent', password_hash, now() from users where email = ?
        """,
        gone,
        EMAIL);

    assertThat(refusedBody(gone, PASSWORD))
        .isEqualTo(refusedBody(gone, "wrong password"))
        .isEqualTo(refusedBody("nobody@example.com", PASSWORD));
    Duration ofUnknown = fastest("nobody@example.com", PASSWORD);
    assertThat(fastest(gone, PASSWORD))
        .isBetween(ofUnknown.dividedBy(2), ofUnknown.multipliedBy(2));
  }

  @Test
  void aRowWhosePasswordIsNoHashLetsNobodyInAndLooksLikeNone() {
    Sql.run(
        DATABASE,
        """
        insert into users (workspace_id, email, name, role, password_hash)
        select workspace_id, 'locked@example.com', 'Locked', 'agent', '' from users where email = ?
        """,
        EMAIL);

    assertThat(refusedBody("locked@example.com", "x".repeat(73)))
        .isEqualTo(refusedBody("nobody@example.com", "x".repeat(73)));
  }

  @Test
  void aPasswordLongerThanBcryptReadsIsWrongAndNotCut() {
    refusedBody(EMAIL, "x".repeat(73));
    refusedBody(EMAIL, "ع".repeat(512));
  }

  @Test
  void allThatIsWrongWithABodyIsToldAtOnce() {
    login("not an email", "")
        .expectStatus()
        .isBadRequest()
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("validation_failed")
        .jsonPath("$.violations.length()")
        .isEqualTo(2)
        .jsonPath("$.violations[?(@.field=='email')].code")
        .isEqualTo("email")
        .jsonPath("$.violations[?(@.field=='password')].code")
        .isEqualTo("not_empty");
  }

  private static Duration fastest(String email, String password) {
    Duration fastest = Duration.ofHours(1);
    for (int i = 0; i < 3; i++) {
      long start = System.nanoTime();
      login(email, password).expectStatus().isUnauthorized();
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      fastest = took.compareTo(fastest) < 0 ? took : fastest;
    }
    return fastest;
  }

  private static String refusedBody(String email, String password) {
    return login(email, password)
        .expectStatus()
        .isUnauthorized()
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody(String.class)
        .returnResult()
        .getResponseBody()
        .replaceAll("\"requestId\":\"[^\"]+\"", "");
  }

  private static ResponseSpec login(String email, String password) {
    return GATEWAY
        .api()
        .post()
        .uri("/api/auth/login")
        .bodyValue(Map.of("email", email, "password", password))
        .exchange();
  }
}
