package io.awfar.gateway.channel;

import static io.awfar.gateway.channel.ChannelGateway.channel;
import static io.awfar.gateway.channel.PlayedWhatsApp.error;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;

class ChannelCheckTest {

  private static final PlayedWhatsApp WHATSAPP = PlayedWhatsApp.SHARED;

  private static ChannelGateway gateway;

  @BeforeAll
  static void start() {
    gateway = ChannelGateway.start("AWFAR_GATEWAY_CHANNEL_CHECK_TIME_MAX=1s");
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void aNumberThatTheTokenMayUseIsOk() {
    gateway.create(gateway.admin(), channel("8501")).expectStatus().isCreated();
    WHATSAPP.play(
        "8501",
        200,
        """
        {"id":"8501","display_phone_number":"+1 555-0100","verified_name":"Sales",
         "quality_rating":"GREEN"}
        """);

    check("8501")
        .jsonPath("$.result")
        .isEqualTo("ok")
        .jsonPath("$.displayPhoneNumber")
        .isEqualTo("+1 555-0100")
        .jsonPath("$.verifiedName")
        .isEqualTo("Sales")
        .jsonPath("$.qualityRating")
        .isEqualTo("GREEN")
        .jsonPath("$.code")
        .isEmpty();
  }

  @Test
  void whatWhatsAppSaysDecides() {
    assertResult("8502", 401, error(190), "token_refused", 190);
    assertResult("8503", 400, error(100), "unknown_number", 100);
    assertResult("8504", 400, error(4), "throttled", 4);
    assertResult("8505", 500, error(2), "unreachable", 2);
    assertResult("8506", 403, "nonsense", "token_refused", null);
    assertResult("8507", 200, "nonsense", "unknown_number", null);
    assertResult("8508", 200, "{\"id\":\"42\"}", "unknown_number", null);
    assertResult("8509", 200, "x".repeat(200_000), "unreachable", null);
  }

  @Test
  void anAnswerThatDoesNotComeIsUnreachable() {
    gateway.create(gateway.admin(), channel("8510")).expectStatus().isCreated();
    WHATSAPP.playNothing("8510");

    check("8510").jsonPath("$.result").isEqualTo("unreachable");
  }

  @Test
  void aChannelWithoutATokenSaysSoWithoutAsking() {
    Map<String, Object> channel = channel("8511");
    channel.remove("accessToken");
    gateway.create(gateway.admin(), channel).expectStatus().isCreated();

    check("8511").jsonPath("$.result").isEqualTo("token_missing");
  }

  private static void assertResult(
      String id, int status, String body, String result, Integer code) {
    gateway.create(gateway.admin(), channel(id)).expectStatus().isCreated();
    WHATSAPP.play(id, status, body);

    BodyContentSpec answer = check(id).jsonPath("$.result").isEqualTo(result);
    if (code != null) {
      answer.jsonPath("$.code").isEqualTo(code);
    }
  }

  private static BodyContentSpec check(String id) {
    return gateway.check(gateway.admin(), id).expectStatus().isOk().expectBody();
  }
}
