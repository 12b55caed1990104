package io.awfar.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.awfar.simulator.fault.Effect;
import io.awfar.simulator.fault.Fault;
import io.awfar.simulator.fault.Operation;
import io.awfar.simulator.ledger.SendCounts;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultyApiTest {

  private static final String TO = "201002003000";
  private static final String READ =
      """
      {"messaging_product":"whatsapp","status":"read","message_id":"wamid.x"}
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
  @CsvSource({
    "131000,500", "131016,500", "2,503", "1,400", "80007,429", "130429,429", "131056,429",
    "131048,429", "190,401", "368,403", "131031,403", "10,403", "131042,400", "131026,400",
    "131047,400", "131049,400", "132001,404", "999999,400"
  })
  void aSendIsRefusedWithTheCodeAskedForAndItsUsualStatus(int code, int status) throws Exception {
    running.simulator.faults().add(Fault.refuse(code));
    HttpResponse<byte[]> answer = running.caller.send(Caller.text(TO, "a"));
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(Caller.code(answer)).isEqualTo(code);
    assertThat(Caller.json(answer).at("/error/message").asString()).startsWith("(#" + code + ")");
    assertThat(running.simulator.sends().sendsAccepted()).isZero();
    assertThat(running.simulator.sends().sendsRefused()).isEqualTo(1);
  }

  @Test
  void aRefusalCanHaveAnyStatusAndSayWhenToComeAgain() throws Exception {
    running
        .simulator
        .faults()
        .add(Fault.of(new Effect.Refuse(130429, 400, Duration.ofMillis(2500))).times(1));
    HttpResponse<byte[]> answer = running.caller.send(Caller.text(TO, "a"));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Retry-After")).contains("3");
    assertThat(running.caller.send(Caller.text(TO, "a")).statusCode()).isEqualTo(200);
  }

  @Test
  void aFaultMeetsOneRecipientOfOneNumberAlone() throws Exception {
    running.simulator.faults().add(Fault.refuse(131026).to(TO).from(Caller.NUMBER));
    assertThat(Caller.code(running.caller.send(Caller.text(TO, "a")))).isEqualTo(131026);
    assertThat(running.caller.send(Caller.text("201002003001", "b")).statusCode()).isEqualTo(200);
    assertThat(
            running
                .caller
                .post("/v23.0/" + Caller.OTHER_NUMBER + "/messages", Caller.text(TO, "c"))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void theConnectionBreaksBeforeAMessageIsAccepted() {
    running.simulator.faults().add(Fault.of(new Effect.Drop()));
    assertThatThrownBy(() -> running.caller.send(Caller.text(TO, "a")))
        .isInstanceOf(IOException.class);
    assertThat(running.simulator.sends().sendsAccepted()).isZero();
    assertThat(running.simulator.sends().sendsUnconfirmed()).isZero();
  }

  @Test
  void theConnectionBreaksAfterAMessageWasAcceptedAndItsStatusesCome() {
    running.simulator.faults().add(Fault.of(new Effect.Drop()).afterAccepting());
    assertThatThrownBy(() -> running.caller.send(Caller.text(TO, "a")))
        .isInstanceOf(IOException.class);
    assertUnconfirmedAndTold();
  }

  @Test
  void anAcceptedMessageIsNeverAnsweredAndItsStatusesCome() {
    running
        .simulator
        .faults()
        .add(Fault.of(new Effect.Silence(Duration.ofMinutes(5))).afterAccepting());
    Caller hasty = running.caller.withPatience(Duration.ofMillis(200));
    assertThatThrownBy(() -> hasty.send(Caller.text(TO, "a")))
        .isInstanceOf(HttpTimeoutException.class);
    assertUnconfirmedAndTold();
  }

  @Test
  void anAcceptedMessageIsAnsweredAfterTheCallerHasGoneAndItsStatusesCome() {
    running.simulator.faults().add(Fault.delay(Duration.ofSeconds(1)).afterAccepting());
    Caller hasty = running.caller.withPatience(Duration.ofMillis(200));
    assertThatThrownBy(() -> hasty.send(Caller.text(TO, "a")))
        .isInstanceOf(HttpTimeoutException.class);
    await().until(() -> running.steps("a").containsAll(List.of("sent", "delivered", "read")));
    assertThat(running.simulator.sends().sendsAccepted()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void aPageOfAProxyComesInsteadOfAcceptingOrAfterIt(int status) throws Exception {
    running.simulator.faults().add(Fault.of(new Effect.HttpError(status)).times(1));
    running
        .simulator
        .faults()
        .add(Fault.of(new Effect.HttpError(status)).to("2010").afterAccepting());
    HttpResponse<byte[]> before = running.caller.send(Caller.text(TO, "b"));
    assertThat(before.statusCode()).isEqualTo(status);
    assertThat(before.headers().firstValue("Content-Type")).contains("text/html");
    assertThat(running.simulator.sends().sendsAccepted()).isZero();
    assertThat(running.simulator.sends().sendsRefused()).isEqualTo(1);
    assertThat(running.caller.send(Caller.text("2010", "a")).statusCode()).isEqualTo(status);
    assertUnconfirmedAndTold();
  }

  @Test
  void anErrorOfTheApiCanComeForAMessageThatWasAccepted() throws Exception {
    running.simulator.faults().add(Fault.refuse(131000).afterAccepting());
    HttpResponse<byte[]> answer = running.caller.send(Caller.text(TO, "a"));
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(Caller.code(answer)).isEqualTo(131000);
    assertUnconfirmedAndTold();
  }

  @Test
  void anAnswerTakesAsLongAsItIsTold() throws Exception {
    running
        .simulator
        .faults()
        .add(Fault.of(new Effect.Delay(Duration.ofMillis(200), Duration.ofMillis(300))));
    long start = System.nanoTime();
    assertThat(running.caller.send(Caller.text(TO, "a")).statusCode()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(199));
  }

  @Test
  void aMessageThatIsHeldUpIsAcceptedAfterItsCallerHasGone() {
    running.simulator.faults().add(Fault.delay(Duration.ofSeconds(1)));
    Caller hasty = running.caller.withPatience(Duration.ofMillis(200));
    assertThatThrownBy(() -> hasty.send(Caller.text(TO, "a")))
        .isInstanceOf(HttpTimeoutException.class);
    assertThat(running.simulator.sends().sendsAccepted()).isZero();
    await().until(() -> running.steps("a").contains("read"));
  }

  @Test
  void anAcceptedMessageFailsWithTheCodeAskedFor() throws Exception {
    running.simulator.faults().add(Fault.of(new Effect.Fail(131026)).to(TO));
    String wamid = Caller.wamid(running.caller.send(Caller.text(TO, "a")));
    await()
        .until(() ->
            running.webhook.statuses().stream()
                .filter(status -> status.get("id").asString().equals(wamid))
                .anyMatch(status -> status.at("/errors/0/code").asInt(0) == 131026));
  }

  @Test
  void noStatusEverComesIfThatIsAskedFor() throws Exception {
    running.simulator.faults().add(Fault.of(new Effect.NoStatuses()).to(TO));
    assertThat(running.caller.send(Caller.text(TO, "silent")).statusCode()).isEqualTo(200);
    assertThat(running.caller.send(Caller.text("2010", "a")).statusCode()).isEqualTo(200);
    await().until(() -> running.steps("a").contains("read"));
    assertThat(running.steps("silent")).isEmpty();
  }

  @Test
  void otherCallsThanSendsGoWrongToo() throws Exception {
    running.simulator.faults().add(Fault.refuse(131016).on(Operation.MEDIA));
    running.simulator.faults().add(Fault.refuse(131000).on(Operation.READ));
    running.simulator.faults().add(Fault.refuse(2).on(Operation.NUMBER));
    running.simulator.faults().add(Fault.refuse(4).on(Operation.TEMPLATES));
    assertThat(Caller.code(running.caller.get("/v23.0/1"))).isEqualTo(131016);
    assertThat(Caller.code(running.caller.send(READ))).isEqualTo(131000);
    assertThat(Caller.code(running.caller.get("/v23.0/" + Caller.NUMBER))).isEqualTo(2);
    assertThat(Caller.code(running.caller.get("/v23.0/" + Caller.ACCOUNT + "/message_templates")))
        .isEqualTo(4);
    assertThat(running.caller.send(Caller.text(TO, "a")).statusCode()).isEqualTo(200);
  }

  @Test
  void whoResendsBlindlyIsCountedToTheMessage() throws Exception {
    running.simulator.faults().add(Fault.refuse(131016).share(0.2));
    running.simulator.faults().add(Fault.of(new Effect.Drop()).share(0.1));
    running.simulator.faults().add(Fault.of(new Effect.Drop()).afterAccepting().share(0.2));
    running.simulator.faults().add(Fault.refuse(131000).afterAccepting().share(0.1));
    try (ExecutorService senders = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 200; i++) {
        String body = Caller.text(TO, "send-" + i);
        senders.execute(() -> sendUntilAnswered(body));
      }
    }
    SendCounts counts = running.simulator.sends();
    assertThat(counts.sendsUnconfirmed()).isBetween(20L, 120L);
    assertThat(counts.sendsAccepted()).isEqualTo(200 + counts.sendsUnconfirmed());
    assertThat(counts.sendsRepeated()).isEqualTo(counts.sendsUnconfirmed());
    assertThat(counts.bodiesRepeated()).isEqualTo(counts.sendsUnconfirmed());
    assertThat(counts.sendsUncompared()).isZero();
  }

  private void sendUntilAnswered(String body) {
    boolean answered = false;
    while (!answered) {
      try {
        answered = running.caller.send(body).statusCode() == 200;
      } catch (IOException e) {
        answered = false;
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void assertUnconfirmedAndTold() {
    await().until(() -> running.steps("a").containsAll(List.of("sent", "delivered", "read")));
    SendCounts counts = running.simulator.sends();
    assertThat(counts.sendsAccepted()).isEqualTo(1);
    assertThat(counts.sendsUnconfirmed()).isEqualTo(1);
    assertThat(running.simulator.sendLedger().send("a").orElseThrow().times()).isEqualTo(1);
  }
}
