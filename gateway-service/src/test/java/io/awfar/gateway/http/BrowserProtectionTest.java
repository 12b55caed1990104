package io.awfar.gateway.http;

import static io.awfar.gateway.SharedGateway.GATEWAY;

import io.awfar.gateway.RunningGateway;
import io.awfar.testservers.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;

class BrowserProtectionTest {

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/nowhere", "/api/auth/me", "/openapi"})
  void everyAnswerTellsTheBrowserToDoNothingWithIt(String path) {
    GATEWAY
        .api()
        .get()
        .uri(path)
        .exchange()
        .expectHeader()
        .value(
            "Content-Security-Policy",
            csp ->
                org.assertj.core.api.Assertions.assertThat(csp)
                    .startsWith("default-src 'none';")
                    .contains("frame-ancestors 'none'"))
        .expectHeader()
        .valueEquals("X-Content-Type-Options", "nosniff")
        .expectHeader()
        .valueEquals("X-Frame-Options", "DENY")
        .expectHeader()
        .valueEquals("Referrer-Policy", "no-referrer")
        .expectHeader()
        .valueEquals("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
        .expectHeader()
        .valueEquals("Cache-Control", "no-store");
  }

  @Test
  void noOriginMayCallUnlessTheOperatorNamedIt() {
    GATEWAY
        .api()
        .get()
        .uri("/health")
        .header("Origin", "https://evil.example.com")
        .exchange()
        .expectStatus()
        .isForbidden()
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectHeader()
        .doesNotExist("Access-Control-Allow-Origin")
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("origin_refused");
  }

  @Test
  void aNamedOriginMayCallAndAnotherMayNot() {
    try (RunningGateway gateway =
        RunningGateway.ready(
            TestPostgres.create(),
            "--CLIENT_ORIGIN=https://agents.example.com, http://localhost:3000")) {
      for (String origin : new String[] {"https://agents.example.com", "http://localhost:3000"}) {
        gateway
            .api()
            .options()
            .uri("/api/whatsapp/chats")
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "GET")
            .header("Access-Control-Request-Headers", "authorization")
            .exchange()
            .expectStatus()
            .isOk()
            .expectHeader()
            .valueEquals("Access-Control-Allow-Origin", origin);
      }
      // Else a page is told nothing of why.
      gateway
          .api()
          .post()
          .uri("/api/auth/login")
          .header("Origin", "http://localhost:3000")
          .header("Content-Type", "application/json")
          .bodyValue(" ".repeat(65_537))
          .exchange()
          .expectStatus()
          .isEqualTo(413)
          .expectHeader()
          .valueEquals("Access-Control-Allow-Origin", "http://localhost:3000");
      gateway
          .api()
          .options()
          .uri("/api/whatsapp/channels/1")
          .header("Origin", "https://agents.example.com")
          .header("Access-Control-Request-Method", "PATCH")
          .header("Access-Control-Request-Headers", "authorization,if-match,if-none-match")
          .exchange()
          .expectStatus()
          .isOk()
          .expectHeader()
          .valueEquals("Access-Control-Allow-Headers", "authorization, if-match, if-none-match");
      gateway
          .api()
          .options()
          .uri("/api/whatsapp/chats")
          .header("Origin", "https://agents.example.com.evil.com")
          .header("Access-Control-Request-Method", "GET")
          .exchange()
          .expectStatus()
          .isForbidden();
    }
  }
}
