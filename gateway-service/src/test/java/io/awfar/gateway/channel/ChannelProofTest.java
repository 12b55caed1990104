package io.awfar.gateway.channel;

import static io.awfar.gateway.channel.ChannelGateway.channel;
import static io.awfar.gateway.channel.ChannelGateway.refusal;
import static io.awfar.gateway.channel.PlayedWhatsApp.error;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The first user is of the workspace that the deployment itself belongs to, a stranger is not.
class ChannelProofTest {

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
  void nobodyTakesOverANumberThatTheyCannotShowToBeTheirs() {
    Map<String, Object> withoutToken = channel("8601");
    withoutToken.remove("accessToken");
    assertUnproven("8601", withoutToken, "accessToken", "token_missing");
    assertUnproven("8601", with("8601", "accessToken", "guessed"), "accessToken", "token_refused");
    assertUnproven("8601", with("8601", "id", "8602"), "id", "unknown_number");
    assertUnproven(
        "8601", with("8601", "businessAccountId", "18602"), "businessAccountId", "wrong_account");

    assertThat(WrittenChannels.all())
        .extracting(record -> new String(record.key(), UTF_8))
        .doesNotContain("8601", "8602");
  }

  @Test
  void allThatIsNotShownIsToldAtOnceAndNothingOfTheToken() {
    Map<String, Object> wrong = with("8603", "id", "8604");
    wrong.put("businessAccountId", "18604");

    assertThat(refusal(gateway.create(gateway.stranger(), wrong), 422, "channel_unproven"))
        .contains("unknown_number", "wrong_account")
        .doesNotContain("access-token-of");
    assertThat(
            refusal(
                gateway.create(gateway.stranger(), with("8603", "accessToken", "guessed")),
                422,
                "channel_unproven"))
        .containsOnlyOnce("token_refused");
  }

  @Test
  void whoeverShowsTheTokenOfANumberAndItsAccountManagesIt() {
    gateway.create(gateway.stranger(), channel("8605")).expectStatus().isCreated();

    assertThat(WHATSAPP.questions())
        .anyMatch(asked -> asked.startsWith("8605?"))
        .anyMatch(asked -> asked.startsWith("18605/phone_numbers?"));
  }

  @Test
  void theDeploymentsOwnWorkspaceNeedsNoTokenAndOneThatItGivesMustBeRight() {
    Map<String, Object> withoutToken = channel("8606");
    withoutToken.remove("accessToken");
    gateway.create(gateway.admin(), withoutToken).expectStatus().isCreated();

    refusal(
        gateway.create(gateway.admin(), with("8607", "accessToken", "guessed")),
        422,
        "channel_unproven");
  }

  @Test
  void anotherTokenOrAccountOfAChannelMustBeShownAndNothingElse() {
    gateway.create(gateway.stranger(), channel("8608")).expectStatus().isCreated();

    assertPatchUnproven("8608", Map.of("accessToken", "guessed"), "token_refused");
    assertPatchUnproven("8608", Map.of("accessToken", ""), "token_missing");
    assertPatchUnproven("8608", Map.of("businessAccountId", "18609"), "wrong_account");
    gateway
        .get(gateway.stranger(), "8608")
        .expectHeader()
        .valueEquals("ETag", "\"1\"")
        .expectBody()
        .jsonPath("$.businessAccountId")
        .isEqualTo("18608");

    gateway
        .patch(gateway.stranger(), "8608", "*", Map.of("accessToken", "access-token-of-8608-new"))
        .expectStatus()
        .isOk();
    WHATSAPP.playNothing("8608");
    gateway
        .patch(
            gateway.stranger(),
            "8608",
            "*",
            Map.of(
                "name", "Support",
                "appSecret", "another",
                "businessAccountId", "18608",
                "accessToken", "access-token-of-8608-new"))
        .expectStatus()
        .isOk();
  }

  @Test
  void withoutAnAnswerOfWhatsAppNothingIsWritten() {
    WHATSAPP.playNothing("8610");
    refusal(gateway.create(gateway.stranger(), channel("8610")), 503, "whatsapp_unavailable");
    WHATSAPP.play("8610", 500, error(2));
    refusal(gateway.create(gateway.stranger(), channel("8610")), 503, "whatsapp_unavailable");
    WHATSAPP.play("8610", 400, error(80007));
    refusal(gateway.create(gateway.stranger(), channel("8610")), 503, "whatsapp_unavailable");

    refusal(gateway.get(gateway.stranger(), "8610"), 404, "channel_not_found");
    WHATSAPP.playAsUsual("8610");
    gateway.create(gateway.stranger(), channel("8610")).expectStatus().isCreated();
  }

  @Test
  void anAccountOfMoreNumbersThanAPageIsReadOn() {
    WHATSAPP.play(
        "18611/phone_numbers",
        200,
        """
        {"data":[{"id":"1"}],"paging":{"next":"https://elsewhere.example/","cursors":{"after":"c"}}}
        """);

    refusal(gateway.create(gateway.stranger(), channel("8611")), 422, "channel_unproven");

    List<String> pages =
        WHATSAPP.questions().stream()
            .filter(asked -> asked.startsWith("18611/phone_numbers"))
            .toList();
    assertThat(pages).hasSize(20);
    assertThat(pages.getFirst()).isEqualTo("18611/phone_numbers?fields=id&limit=100");
    assertThat(pages.getLast()).isEqualTo("18611/phone_numbers?fields=id&limit=100&after=c");
  }

  private static Map<String, Object> with(String id, String member, String value) {
    Map<String, Object> channel = channel(id);
    channel.put(member, value);
    return channel;
  }

  private static void assertUnproven(
      String id, Map<String, Object> channel, String field, String reason) {
    assertThat(refusal(gateway.create(gateway.stranger(), channel), 422, "channel_unproven"))
        .contains("\"field\":\"" + field + "\",\"code\":\"" + reason + "\"");
    refusal(gateway.get(gateway.stranger(), id), 404, "channel_not_found");
  }

  private static void assertPatchUnproven(String id, Map<String, Object> patch, String reason) {
    assertThat(refusal(gateway.patch(gateway.stranger(), id, "*", patch), 422, "channel_unproven"))
        .contains("\"code\":\"" + reason + "\"");
  }
}
