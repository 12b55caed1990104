package io.awfar.gateway.error;

import static io.awfar.gateway.SharedGateway.GATEWAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Flux;

class ProblemTest {

  private static final WebTestClient API = GATEWAY.api();

  @Test
  void anUnknownRouteIsAProblemThatNamesThePathAndTheRequest() {
    assertProblem(API.get().uri("/nowhere").exchange(), 404, "route_not_found")
        .jsonPath("$.type")
        .isEqualTo("urn:awfar:problem:route_not_found")
        .jsonPath("$.instance")
        .isEqualTo("/nowhere")
        .jsonPath("$.requestId")
        .isNotEmpty()
        .jsonPath("$.trace")
        .doesNotExist();
    assertProblem(
        GATEWAY.signedInApi().get().uri("/api/nowhere").exchange(), 404, "route_not_found");
  }

  @Test
  void anIdThatCannotBeOneIsNotFound() {
    assertProblem(
        GATEWAY.signedInApi().get().uri("/api/whatsapp/chats/x/messages").exchange(),
        404,
        "route_not_found");
  }

  @Test
  void anUnknownRouteUnderTheApiTellsAStrangerNothing() {
    assertProblem(API.get().uri("/api/nowhere").exchange(), 401, "token_missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api//auth/me", "/api/auth/me;x=1", "/%2e%2e/api/auth/me", "/a%0d%0ab"})
  void aPathThatIsWrittenOddlyIsRefused(String path) {
    assertProblem(API.get().uri(URI.create(GATEWAY.url() + path)).exchange(), 400, "bad_request");
  }

  @Test
  void aMethodThatARouteDoesNotKnowIsRefusedWithThoseItKnows() {
    ResponseSpec answer = API.delete().uri("/health").exchange();
    answer.expectHeader().valueEquals("Allow", "GET");
    assertProblem(answer, 405, "method_not_allowed");
  }

  @Test
  void anAnswerThatIsNotJsonIsNotServed() {
    assertProblem(
        API.get().uri("/health").accept(MediaType.APPLICATION_XML).exchange(),
        406,
        "not_acceptable");
  }

  @Test
  void aBodyThatIsNotJsonIsRefused() {
    assertProblem(
        API.post()
            .uri("/api/auth/login")
            .contentType(MediaType.TEXT_PLAIN)
            .bodyValue("hello")
            .exchange(),
        415,
        "media_type_unsupported");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "nul", "{\"email\":{}", "\"text\""})
  void aBodyThatIsMissingOrBrokenIsRefused(String body) {
    assertProblem(login(body), 400, "malformed_body");
  }

  @Test
  void allThatIsWrongWithABodyIsToldAtOnceItsTypesIncluded() {
    assertProblem(
            login("{\"email\":\"a\",\"password\":[{\"a\":1}],\"workspaceId\":\"x\"}"),
            400,
            "validation_failed")
        .jsonPath("$.violations[?(@.field == 'email')].code")
        .isEqualTo("email")
        .jsonPath("$.violations[?(@.field == 'password')].code")
        .isEqualTo("type")
        .jsonPath("$.violations[?(@.field == 'workspaceId')].code")
        .isEqualTo("type")
        .jsonPath("$.violations.length()")
        .isEqualTo(3);
    assertProblem(login("{\"email\":{}}"), 400, "validation_failed")
        .jsonPath("$.violations[?(@.field == 'email')].message")
        .isEqualTo("must be a text")
        .jsonPath("$.violations[?(@.field == 'password')].code")
        .isEqualTo("not_empty")
        .jsonPath("$.violations.length()")
        .isEqualTo(2);
  }

  @Test
  void aBodyThatSaysItIsTooLargeIsRefused() {
    assertProblem(login(" ".repeat(65_537)), 413, "body_too_large");
  }

  @Test
  void aBodyThatDoesNotSayItIsTooLargeIsRefusedAsWell() {
    var factory = DefaultDataBufferFactory.sharedInstance;
    var pieces = Flux.range(0, 100).map(_ -> factory.wrap(" ".repeat(1024).getBytes()));
    assertProblem(
        API.post()
            .uri("/api/auth/login")
            .contentType(MediaType.APPLICATION_JSON)
            .body(pieces, org.springframework.core.io.buffer.DataBuffer.class)
            .exchange(),
        413,
        "body_too_large");
  }

  @Test
  void aRequestIdOfTheCallerIsEchoedInHeaderAndBody() {
    ResponseSpec answer = API.get().uri("/nowhere").header("X-Request-Id", "abc-1.2_3").exchange();
    answer.expectHeader().valueEquals("X-Request-Id", "abc-1.2_3");
    assertProblem(answer, 404, "route_not_found").jsonPath("$.requestId").isEqualTo("abc-1.2_3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "has space",
        "<script>",
        "ع",
        "0123456789012345678901234567890123456789012345678901234567890123x"
      })
  void aRequestIdThatIsLongOrOddIsReplaced(String odd) {
    String echoed =
        API.get()
            .uri("/health")
            .header("X-Request-Id", odd)
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody(String.class)
            .returnResult()
            .getResponseHeaders()
            .getFirst("X-Request-Id");
    assertThat(UUID.fromString(echoed)).isNotNull();
  }

  private static ResponseSpec login(String body) {
    return API.post()
        .uri("/api/auth/login")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchange();
  }

  private static BodyContentSpec assertProblem(ResponseSpec answer, int status, String code) {
    return answer
        .expectStatus()
        .isEqualTo(status)
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectHeader()
        .exists("X-Request-Id")
        .expectBody()
        .jsonPath("$.status")
        .isEqualTo(status)
        .jsonPath("$.code")
        .isEqualTo(code);
  }
}
