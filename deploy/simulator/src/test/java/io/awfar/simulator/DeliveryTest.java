package io.awfar.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.awfar.simulator.ledger.LedgerSnapshot;
import io.awfar.simulator.traffic.BatchSizes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  private ReceivingWebhook webhook;

  @BeforeEach
  void open() throws Exception {
    webhook = new ReceivingWebhook();
  }

  @AfterEach
  void close() {
    webhook.close();
  }

  @Test
  void everyPostIsSignedAndEveryEventArrives() throws Exception {
    try (Simulator simulator = Simulator.start(webhook.settings().build())) {
      assertThat(simulator.awaitDrained(LONG)).isTrue();
      assertThat(webhook.badSignatures).hasValue(0);
      LedgerSnapshot counts = simulator.ledger().snapshot();
      assertThat(counts.eventsOffered()).isEqualTo(500);
      assertThat(counts.eventsAcknowledged()).isEqualTo(500);
      assertThat(counts.deliveriesAcknowledged())
          .isEqualTo(500 + counts.duplicatesOffered())
          .isEqualTo(webhook.elements().size());
      assertThat(counts.postsOutstanding()).isZero();
      assertThat(counts.answers().count()).isEqualTo(webhook.accepted.size());
    }
  }

  @Test
  void theIdentitiesInTheLedgerAreThoseThatAReceiverFinds() throws Exception {
    try (Simulator simulator = Simulator.start(webhook.settings().build())) {
      assertThat(simulator.awaitDrained(LONG)).isTrue();
      assertThat(simulator.ledger().identities().orElseThrow())
          .isEqualTo(webhook.elements().stream().map(Element::identity).collect(Collectors.toSet()))
          .hasSize(500);
    }
  }

  @Test
  void aRedeliveredEventHasTheSameBytes() throws Exception {
    try (Simulator simulator =
        Simulator.start(webhook.settings().eventsMax(2000).duplicates(0.5).build())) {
      assertThat(simulator.awaitDrained(LONG)).isTrue();
    }
    Map<String, String> bytes = new HashMap<>();
    for (Element element : webhook.elements()) {
      String json = element.json().toString();
      assertThat(bytes.merge(element.identity(), json, (first, again) -> first)).isEqualTo(json);
    }
    assertThat(bytes).hasSize(2000);
  }

  @Test
  void whateverIsNotAnswered200IsSentAgain() throws Exception {
    List<Integer> answers = List.of(500, 429, 401, 302, 201, ReceivingWebhook.NO_ANSWER, 200, 200);
    webhook.answers(attempt -> answers.get(attempt % answers.size()));
    try (Simulator simulator =
        Simulator.start(
            webhook.settings().eventsMax(100).answerTimeout(Duration.ofMillis(200)).build())) {
      assertThat(simulator.awaitDrained(LONG)).isTrue();
      LedgerSnapshot counts = simulator.ledger().snapshot();
      assertThat(counts.eventsAcknowledged()).isEqualTo(100);
      assertThat(counts.retries()).isPositive();
      assertThat(counts.refusals())
          .containsKeys("500", "429", "401", "302", "201", "timeout")
          .doesNotContainKey("200");
      assertThat(counts.refusals().values().stream().mapToLong(Long::longValue).sum())
          .isEqualTo(counts.retries());
    }
  }

  @Test
  void aWebhookThatIsDownIsTriedAgainUntilItIsUp() throws Exception {
    webhook.answers(attempt -> 503);
    try (Simulator simulator = Simulator.start(webhook.settings().eventsMax(50).build())) {
      await().until(() -> simulator.ledger().snapshot().retries() > 20);
      assertThat(simulator.ledger().snapshot().eventsAcknowledged()).isZero();
      webhook.answers(attempt -> 200);
      assertThat(simulator.awaitDrained(LONG)).isTrue();
      assertThat(simulator.ledger().snapshot().eventsAcknowledged()).isEqualTo(50);
    }
  }

  @Test
  void nothingNewIsOfferedOnceItIsToldToStopAndTheRestIsSentUntilAnswered() throws Exception {
    webhook.answers(attempt -> 503);
    try (Simulator simulator = Simulator.start(webhook.settings().build())) {
      await().until(() -> simulator.ledger().snapshot().postsOffered() > 20);

      simulator.stopOffering();

      webhook.answers(attempt -> 200);
      assertThat(simulator.awaitDrained(LONG)).isTrue();
      LedgerSnapshot counts = simulator.ledger().snapshot();
      assertThat(counts.allAcknowledged()).isTrue();
      assertThat(counts.postsOffered()).isGreaterThan(20);
    }
  }

  @Test
  void noMoreThanTheSettingIsOutstanding() throws Exception {
    webhook.answers(attempt -> 503);
    try (Simulator simulator =
        Simulator.start(
            webhook
                .settings()
                .postsOutstandingMax(7)
                .stopTimeout(Duration.ofMillis(50))
                .eventsMax(1000)
                .build())) {
      await().until(() -> simulator.ledger().snapshot().retries() > 50);
      assertThat(simulator.ledger().snapshot().postsOutstanding()).isEqualTo(7);
    }
  }

  @Test
  void stopOffersNothingNewAndFinishesWhatIsOutstanding() throws Exception {
    webhook.answers(attempt -> attempt < 40 ? 503 : 200);
    Simulator simulator =
        Simulator.start(
            webhook
                .settings()
                .eventsMax(1_000_000)
                .eventsPerSecond(2000)
                .retryDelayMin(Duration.ofSeconds(50))
                .retryDelayMax(Duration.ofSeconds(60))
                .build());
    await().until(() -> webhook.attempts.get() > 60);
    assertThat(simulator.stop()).isTrue();
    int attempts = webhook.attempts.get();
    LedgerSnapshot counts = simulator.ledger().snapshot();
    assertThat(counts.eventsAcknowledged()).isEqualTo(counts.eventsOffered());
    assertThat(counts.postsOutstanding()).isZero();
    await().during(Duration.ofMillis(200)).until(() -> webhook.attempts.get() == attempts);
  }

  @Test
  void stopEndsInTimeWhenTheWebhookNeverAnswers() throws Exception {
    webhook.answers(attempt -> ReceivingWebhook.NO_ANSWER);
    Simulator simulator =
        Simulator.start(webhook.settings().stopTimeout(Duration.ofMillis(200)).build());
    await().until(() -> webhook.attempts.get() > 0);
    long start = System.nanoTime();
    assertThat(simulator.stop()).isFalse();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    assertThat(simulator.ledger().snapshot().postsOutstanding()).isPositive();
    assertThat(simulator.ledger().snapshot().eventsAcknowledged()).isZero();
  }

  @Test
  void thePaceIsTheOneAskedFor() throws Exception {
    long start = System.nanoTime();
    try (Simulator simulator =
        Simulator.start(
            webhook
                .settings()
                .eventsMax(400)
                .eventsPerSecond(500)
                .duplicates(0)
                .batch(BatchSizes.parse("1"))
                .build())) {
      assertThat(simulator.awaitDrained(LONG)).isTrue();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(790), Duration.ofSeconds(3));
  }

  @Test
  void aPostThatIsTooOldIsGivenUpAndCounted() throws Exception {
    webhook.answers(attempt -> 503);
    try (Simulator simulator =
        Simulator.start(
            webhook.settings().eventsMax(5).giveUpAfter(Duration.ofMillis(100)).build())) {
      assertThat(simulator.awaitDrained(LONG)).isTrue();
      LedgerSnapshot counts = simulator.ledger().snapshot();
      assertThat(counts.postsAbandoned()).isEqualTo(counts.postsOffered()).isPositive();
      assertThat(simulator.stop()).isFalse();
    }
  }

  @Test
  void aRefusedHandshakeIsOneClearSentence() {
    SimulatorSettings settings = webhook.settings().verifyToken("wrong").build();
    assertThatThrownBy(() -> Simulator.start(settings))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("refused the handshake with status 403");
  }

  @Test
  void identitiesAreLetGoWhenThereAreTooMany() throws Exception {
    try (Simulator simulator = Simulator.start(webhook.settings().identitiesMax(100).build())) {
      assertThat(simulator.awaitDrained(LONG)).isTrue();
      assertThat(simulator.ledger().identities()).isEmpty();
      assertThat(simulator.ledger().snapshot().eventsAcknowledged()).isEqualTo(500);
    }
  }
}
