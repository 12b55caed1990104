package io.awfar.gateway.limit;

import static io.awfar.gateway.RunningGateway.EMAIL;
import static io.awfar.gateway.RunningGateway.PASSWORD;
import static io.awfar.gateway.limit.LimitedGateway.code;
import static io.awfar.gateway.limit.LimitedGateway.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.gateway.RunningGateway;
import io.awfar.testservers.TestPostgres;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

class SignInLimitTest {

  private static final String WRONG = "wrong password";
  private static final LimitedGateway GATEWAY =
      LimitedGateway.with("AWFAR_GATEWAY_REGISTRATION=open");

  @AfterAll
  static void stop() {
    GATEWAY.close();
  }

  @Test
  void afterFiveWrongPasswordsFromAnAddressNoneIsLookedAt() {
    for (int i = 0; i < 5; i++) {
      assertThat(status(GATEWAY.login("user" + i + "@example.com", WRONG, "198.51.100.1")))
          .isEqualTo(401);
    }

    double checked = passwordsChecked();
    EntityExchangeResult<byte[]> refused = GATEWAY.login(EMAIL, PASSWORD, "198.51.100.1");

    assertThat(status(refused)).isEqualTo(429);
    assertThat(code(refused)).isEqualTo("rate_limited");
    assertThat(refused.getResponseHeaders().getFirst("RateLimit-Policy"))
        .isEqualTo("\"api\";q=100;w=900, \"auth\";q=5;w=900");
    assertThat(Integer.parseInt(refused.getResponseHeaders().getFirst("Retry-After")))
        .isBetween(1, 900);
    assertThat(passwordsChecked()).isEqualTo(checked);
    assertThat(status(GATEWAY.login(EMAIL, PASSWORD, "198.51.100.2"))).isEqualTo(200);
  }

  @Test
  void afterFiveWrongPasswordsOfAnAccountNoneIsLookedAtFromWherever() {
    GATEWAY.addUser("guessed@example.com", "agent");
    for (int i = 0; i < 5; i++) {
      assertThat(status(GATEWAY.login("Guessed@Example.com", WRONG, "198.51.100.1" + i)))
          .isEqualTo(401);
    }

    EntityExchangeResult<byte[]> refused =
        GATEWAY.login("guessed@example.com", PASSWORD, "198.51.100.20");

    assertThat(status(refused)).isEqualTo(429);
    assertThat(refused.getResponseHeaders().getFirst("RateLimit-Policy"))
        .endsWith("\"account\";q=5;w=900");
    assertThat(refused.getResponseHeaders().getFirst("Retry-After")).isNotNull();
  }

  @Test
  void anAccountThatIsNoneIsLimitedAlike() {
    for (int i = 0; i < 5; i++) {
      assertThat(status(GATEWAY.login("nobody@example.com", WRONG, "198.51.100.3" + i)))
          .isEqualTo(401);
    }
    assertThat(status(GATEWAY.login("nobody@example.com", WRONG, "198.51.100.40"))).isEqualTo(429);
  }

  @Test
  void whoGuessesElsewhereKeepsNobodyOutWhoSignedInFromTheirPlaceBefore() {
    GATEWAY.addUser("victim@example.com", "agent");

    assertOwnerIsKeptInAtHomeAlone("victim@example.com", "203.0.113.1", "198.51.100.5");
  }

  /// After guesses from six addresses that begin like this.
  private static void assertOwnerIsKeptInAtHomeAlone(String email, String home, String elsewhere) {
    assertThat(status(GATEWAY.login(email, PASSWORD, home))).isEqualTo(200);
    for (int i = 0; i < 6; i++) {
      GATEWAY.login(email, WRONG, elsewhere + i);
    }

    assertThat(status(GATEWAY.login(email, PASSWORD, elsewhere + 9))).isEqualTo(429);
    assertThat(status(GATEWAY.login(email, PASSWORD, home))).isEqualTo(200);
  }

  @Test
  void whoHasAnotherAccountOfTheEmailHasNoMoreGuessesAtTheFirst() {
    GATEWAY.addUser("twice@example.com", "agent");
    String home = "203.0.113.9";
    assertThat(status(GATEWAY.login("twice@example.com", PASSWORD, home))).isEqualTo(200);
    GATEWAY
        .from("198.51.100.79")
        .post()
        .uri("/api/auth/register")
        .bodyValue(
            Map.of("email", "twice@example.com", "name", "Guesser", "password", "own password"))
        .exchange()
        .expectStatus()
        .isCreated();
    for (int i = 0; i < 5; i++) {
      String address = "198.51.100.8" + i;
      assertThat(status(GATEWAY.login("twice@example.com", "own password", address)))
          .isEqualTo(200);
      assertThat(status(GATEWAY.login("twice@example.com", WRONG, address))).isEqualTo(401);
    }

    // From there the guesser signs in and nobody else, whatever the password.
    assertThat(status(GATEWAY.login("twice@example.com", PASSWORD, "198.51.100.80")))
        .isEqualTo(401);
    assertThat(status(GATEWAY.login("twice@example.com", "own password", "198.51.100.80")))
        .isEqualTo(200);
    assertThat(status(GATEWAY.login("twice@example.com", PASSWORD, "198.51.100.90")))
        .isEqualTo(429);
    assertThat(status(GATEWAY.login("twice@example.com", PASSWORD, home))).isEqualTo(200);
  }

  @Test
  void howeverManyAccountsOthersMakeWithTheEmailTheOwnerIsNotKeptOut() {
    GATEWAY.addUser("crowded@example.com", "agent");
    GATEWAY.addStrangers("crowded@example.com", 30);

    assertOwnerIsKeptInAtHomeAlone("crowded@example.com", "203.0.113.11", "198.51.100.10");
  }

  @Test
  void aKnownPlaceHasNoMoreGuessesThanAnother() {
    GATEWAY.addUser("shared@example.com", "agent");
    String office = "203.0.113.2";
    assertThat(status(GATEWAY.login("shared@example.com", PASSWORD, office))).isEqualTo(200);
    for (int i = 0; i < 5; i++) {
      assertThat(status(GATEWAY.login("shared@example.com", WRONG, office))).isEqualTo(401);
    }

    assertThat(status(GATEWAY.login("shared@example.com", PASSWORD, office))).isEqualTo(429);
  }

  @Test
  void thoseWhoSignInAreNotCountedSoThatAnOfficeBehindOneAddressCanBeginItsDay() {
    String office = "203.0.113.3";
    for (int i = 0; i < 8; i++) {
      String email = "colleague" + i + "@example.com";
      GATEWAY.addUser(email, "agent");
      EntityExchangeResult<byte[]> answer = GATEWAY.login(email, PASSWORD, office);
      assertThat(status(answer)).isEqualTo(200);
      assertThat(answer.getResponseHeaders().getFirst("RateLimit"))
          .contains("\"auth\";r=5", "\"account\";r=5");
    }
  }

  @Test
  void manyWhoSignInAtOnceBehindOneAddressAreAllInAfterASecondTry() {
    String office = "203.0.113.7";
    List<String> waiting = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      waiting.add("early" + i + "@example.com");
      GATEWAY.addUser(waiting.getLast(), "agent");
    }

    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> {
          List<String> refused =
              waiting.parallelStream()
                  .filter(email -> {
                    EntityExchangeResult<byte[]> answer = GATEWAY.login(email, PASSWORD, office);
                    if (status(answer) == 429) {
                      assertThat(answer.getResponseHeaders().getFirst("Retry-After"))
                          .isEqualTo("1");
                      return true;
                    }
                    assertThat(status(answer)).isEqualTo(200);
                    return false;
                  })
                  .toList();
          waiting.retainAll(refused);
          return waiting.isEmpty();
        });
  }

  @Test
  void whoSignsInCostsTheAddressNoRequestAndNeitherDoTokensThatHaveExpired() {
    try (LimitedGateway strict = LimitedGateway.with("AWFAR_GATEWAY_LIMIT_API_ADDRESS=3/15m")) {
      String office = "203.0.113.8";
      WebTestClient expired =
          strict
              .from(office)
              .mutate()
              .defaultHeaders(headers -> headers.setBearerAuth("expired"))
              .build();
      for (int i = 0; i < 5; i++) {
        assertThat(status(LimitedGateway.get(expired, "/api/auth/me")))
            .isEqualTo(i < 3 ? 401 : 429);
      }
      for (int i = 0; i < 5; i++) {
        assertThat(status(strict.login(EMAIL, PASSWORD, office))).isEqualTo(200);
      }
    }
  }

  @Test
  void whatACallerInventsBeforeTheProxyIsNotBelieved() {
    WebTestClient liar = GATEWAY.running().api();
    for (int i = 0; i < 6; i++) {
      liar.post()
          .uri("/api/auth/login")
          .header("X-Forwarded-For", "192.0.2." + i + ", 203.0.113.9")
          .header("Forwarded", "for=192.0.2." + i)
          .bodyValue(Map.of("email", "invented" + i + "@example.com", "password", WRONG))
          .exchange()
          .expectStatus()
          .isEqualTo(i < 5 ? 401 : 429);
    }
  }

  @Test
  void aPrefixThatACallerInventsOpensNothing() {
    GATEWAY.addUser("climber@example.com", "agent");
    WebTestClient agent = GATEWAY.signedIn("climber@example.com", "203.0.113.10");
    for (String prefix : List.of("/api", "/x")) {
      agent
          .get()
          .uri("/api/auth/users")
          .header("X-Forwarded-Prefix", prefix)
          .exchange()
          .expectStatus()
          .isForbidden();
      GATEWAY
          .running()
          .api()
          .get()
          .uri("/api/auth/me")
          .header("X-Forwarded-Prefix", prefix)
          .exchange()
          .expectStatus()
          .isUnauthorized();
    }
  }

  @Test
  void whatIsNoSignInAtAllStaysCountedOfItsAddress() {
    WebTestClient careless = GATEWAY.from("203.0.113.12");
    for (int i = 0; i < 4; i++) {
      assertThat(status(LimitedGateway.post(careless, "/api/auth/login"))).isEqualTo(400);
    }
    careless
        .post()
        .uri("/api/auth/login")
        .contentType(MediaType.TEXT_PLAIN)
        .bodyValue("let me in")
        .exchange()
        .expectStatus()
        .isEqualTo(415);

    assertThat(status(GATEWAY.login(EMAIL, PASSWORD, "203.0.113.12"))).isEqualTo(429);
    assertThat(status(GATEWAY.login(EMAIL, PASSWORD, "203.0.113.13"))).isEqualTo(200);
  }

  @Test
  void aSuccessDoesNotPayForAFailure() {
    GATEWAY.addUser("mine@example.com", "agent");
    String address = "203.0.113.4";
    for (int i = 0; i < 5; i++) {
      GATEWAY.login("target" + i + "@example.com", WRONG, address);
      GATEWAY.login("mine@example.com", PASSWORD, address);
    }

    assertThat(status(GATEWAY.login("target9@example.com", WRONG, address))).isEqualTo(429);
  }

  @Test
  void whoHasATokenMayGuessAtThePresentPasswordAsOftenAndStaysSignedIn() {
    GATEWAY.addUser("robbed@example.com", "agent");
    WebTestClient thief = GATEWAY.signedIn("robbed@example.com", "203.0.113.5");
    for (int i = 0; i < 5; i++) {
      assertThat(status(changePassword(thief, WRONG))).isEqualTo(403);
    }

    EntityExchangeResult<byte[]> refused = changePassword(thief, PASSWORD);

    assertThat(status(refused)).isEqualTo(429);
    assertThat(refused.getResponseHeaders().getFirst("RateLimit-Policy"))
        .endsWith("\"account\";q=5;w=900");
    assertThat(status(LimitedGateway.get(thief, "/api/auth/me"))).isEqualTo(200);
    assertThat(status(GATEWAY.login("robbed@example.com", PASSWORD, "203.0.113.6"))).isEqualTo(200);
  }

  @Test
  void withoutAProxyWhatACallerSaysOfItsAddressIsNotBelieved() {
    try (RunningGateway direct =
        RunningGateway.ready(TestPostgres.create(), "--AWFAR_GATEWAY_LIMITS=on")) {
      for (int i = 0; i < 6; i++) {
        direct
            .api()
            .post()
            .uri("/api/auth/login")
            .header("X-Forwarded-For", "198.51.100.7" + i)
            .bodyValue(Map.of("email", "somebody" + i + "@example.com", "password", WRONG))
            .exchange()
            .expectStatus()
            .isEqualTo(i < 5 ? 401 : 429);
      }
    }
  }

  @Test
  void switchedOffAllOfItIsOff() {
    try (RunningGateway unlimited =
        RunningGateway.ready(TestPostgres.create(), "--AWFAR_GATEWAY_LIMITS=off")) {
      for (int i = 0; i < 7; i++) {
        unlimited
            .api()
            .post()
            .uri("/api/auth/login")
            .bodyValue(Map.of("email", EMAIL, "password", WRONG))
            .exchange()
            .expectStatus()
            .isUnauthorized()
            .expectHeader()
            .doesNotExist("RateLimit-Limit");
      }
    }
  }

  private static EntityExchangeResult<byte[]> changePassword(WebTestClient user, String current) {
    return user.post()
        .uri("/api/auth/password")
        .bodyValue(Map.of("currentPassword", current, "newPassword", "another password"))
        .exchange()
        .expectBody()
        .returnResult();
  }

  private static double passwordsChecked() {
    return GATEWAY
        .running()
        .bean(MeterRegistry.class)
        .get("awfar.gateway.signins")
        .counters()
        .stream()
        .mapToDouble(Counter::count)
        .sum();
  }
}
