package io.awfar.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class NumberApiTest {

  private RunningSimulator running;

  @BeforeEach
  void open() throws Exception {
    running = RunningSimulator.start();
  }

  @AfterEach
  void close() {
    running.close();
  }

  @Test
  void aNumberTellsWhatIsAskedOfItAndItsId() throws Exception {
    JsonNode facts =
        Caller.json(
            running.caller.get(
                "/v23.0/" + Caller.NUMBER + "?fields=verified_name%2Cquality_rating"));
    assertThat(facts.propertyNames())
        .containsExactlyInAnyOrder("verified_name", "quality_rating", "id");
    assertThat(facts.get("id").asString()).isEqualTo(Caller.NUMBER);
    JsonNode display = Caller.json(running.caller.get("/v23.0/" + Caller.NUMBER));
    assertThat(display.get("display_phone_number").asString()).matches("\\+1555\\d{7}");
    assertThat(Caller.code(running.caller.get("/v23.0/" + Caller.NUMBER + "?fields=shoe_size")))
        .isEqualTo(100);
  }

  @Test
  void aNumberNeedsTheTokenAndMustBeOurs() throws Exception {
    HttpResponse<byte[]> unauthorized =
        new Caller(running.simulator.api(), "wrong").get("/v23.0/" + Caller.NUMBER);
    assertThat(unauthorized.statusCode()).isEqualTo(401);
    assertThat(Caller.code(unauthorized)).isEqualTo(190);
    HttpResponse<byte[]> unknown = running.caller.get("/v23.0/4242?fields=verified_name");
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(Caller.code(unknown)).isEqualTo(100);
    assertThat(Caller.json(unknown).at("/error/error_subcode").asInt()).isEqualTo(33);
    running
        .simulator
        .numbers()
        .change(running.simulator.numbers().get(Caller.NUMBER), rules -> rules.withError(190));
    assertThat(Caller.code(running.caller.get("/v23.0/" + Caller.NUMBER))).isEqualTo(190);
  }

  @Test
  void anAccountListsItsNumbers() throws Exception {
    JsonNode list = Caller.json(running.caller.get("/v23.0/" + Caller.ACCOUNT + "/phone_numbers"));
    assertThat(list.get("data"))
        .extracting(number -> number.get("id").asString())
        .containsExactly(Caller.NUMBER, Caller.OTHER_NUMBER);
    assertThat(Caller.code(running.caller.get("/v23.0/1/phone_numbers"))).isEqualTo(100);
    assertThat(Caller.code(running.caller.get("/v23.0/" + Caller.ACCOUNT + "/flows")))
        .isEqualTo(2500);
  }

  @Test
  void aVersionLooksLikeOne() throws Exception {
    assertThat(Caller.code(running.caller.get("/latest/" + Caller.NUMBER))).isEqualTo(100);
  }
}
