package io.awfar.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.simulator.number.WindowCheck;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a number may send, as a caller sees it.
class AllowanceTest {

  private static final String TO = "201002003000";
  private static final String TEMPLATE =
      """
      {"messaging_product":"whatsapp","to":"%s","type":"template",
       "template":{"name":"hello_world","language":{"code":"en_US"}}}
      """;

  private RunningSimulator running;

  @BeforeEach
  void open() throws Exception {
    running = RunningSimulator.start();
  }

  @AfterEach
  void close() {
    running.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {190, 368, 131031, 131042, 131048})
  void aNumberIsBlockedAndReleased(int code) throws Exception {
    var number = running.simulator.numbers().get(Caller.NUMBER);
    running.simulator.numbers().change(number, rules -> rules.withError(code));
    assertThat(Caller.code(running.caller.send(Caller.text(TO, "a")))).isEqualTo(code);
    assertThat(
            running
                .caller
                .post("/v23.0/" + Caller.OTHER_NUMBER + "/messages", Caller.text(TO, "b"))
                .statusCode())
        .isEqualTo(200);
    running.simulator.numbers().change(number, rules -> rules.withError(0));
    assertThat(running.caller.send(Caller.text(TO, "a")).statusCode()).isEqualTo(200);
  }

  @Test
  void whatIsAboveThePaceOfANumberIs429WithATimeToWait() throws Exception {
    running
        .simulator
        .numbers()
        .change(
            running.simulator.numbers().get(Caller.NUMBER), rules -> rules.withSendsPerSecond(2));
    for (int i = 0; i < 2; i++) {
      assertThat(running.caller.send(Caller.text(TO, "a" + i)).statusCode()).isEqualTo(200);
    }
    HttpResponse<byte[]> third = running.caller.send(Caller.text(TO, "a2"));
    assertThat(third.statusCode()).isEqualTo(429);
    assertThat(Caller.code(third)).isEqualTo(130429);
    assertThat(third.headers().firstValue("Retry-After")).contains("1");
    running.clock.forward(Duration.ofMillis(500));
    assertThat(running.caller.send(Caller.text(TO, "a2")).statusCode()).isEqualTo(200);
  }

  @Test
  void aMessageOfSomeoneOpensTheirWindowForADay() throws Exception {
    running
        .simulator
        .numbers()
        .change(
            running.simulator.numbers().get(Caller.NUMBER),
            rules -> rules.withWindow(WindowCheck.ANSWERED));
    assertThat(Caller.code(running.caller.send(Caller.text(TO, "a")))).isEqualTo(131047);
    running.simulator.scenes().text(Caller.NUMBER, TO, "Hello");
    await().until(() -> !running.webhook.elements().isEmpty());
    assertThat(running.caller.send(Caller.text(TO, "a")).statusCode()).isEqualTo(200);
    running.clock.forward(Duration.ofHours(24));
    assertThat(Caller.code(running.caller.send(Caller.text(TO, "b")))).isEqualTo(131047);
    assertThat(running.caller.send(TEMPLATE.formatted(TO)).statusCode()).isEqualTo(200);
  }

  @Test
  void aClosedWindowCanBeReportedByAStatus() throws Exception {
    running
        .simulator
        .numbers()
        .change(
            running.simulator.numbers().get(Caller.NUMBER),
            rules -> rules.withWindow(WindowCheck.REPORTED));
    assertThat(running.caller.send(Caller.text(TO, "a")).statusCode()).isEqualTo(200);
    await()
        .until(() ->
            running.webhook.statuses().stream()
                .anyMatch(s -> s.at("/errors/0/code").asInt(0) == 131047));
  }
}
