package io.awfar.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.awfar.ingest.publish.InFlightBytes;
import io.awfar.ingest.publish.MockedPublisher;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class WebhookIntakeTest {

  private static final byte[] BODY =
      Splitting.body("messages", "{\"messages\":[{\"id\":\"1\"},{\"id\":\"2\"}]}")
          .getBytes(StandardCharsets.UTF_8);

  private final MockedPublisher mocked = new MockedPublisher();
  private final InFlightBytes inFlight = new InFlightBytes(1_000);
  private final AtomicReference<Thread> publishedOn = new AtomicReference<>();
  private final WebhookIntake intake =
      new WebhookIntake(
          new WebhookSignature(Splitting.settings(10, DataSize.ofKilobytes(1))),
          Splitting.splitter(),
          mocked.publisher((topic, event) -> {
            publishedOn.set(Thread.currentThread());
            return new byte[100];
          }),
          inFlight,
          new WebhookMetrics(new SimpleMeterRegistry()),
          WebhookIntakeTest::runElsewhereToTheEnd);

  @Test
  void theBytesOfARequestAreHeldUntilItsLastEventIsAcknowledged() {
    CompletableFuture<Void> accepted = intake.accept(signature("secret"), BODY);

    assertThat(inFlight.bytes()).isEqualTo(BODY.length + 200);
    mocked.made().getLast().completeNext();
    assertThat(accepted).isNotDone();
    assertThat(inFlight.bytes()).isEqualTo(BODY.length + 200);
    mocked.made().getLast().completeNext();
    assertThat(accepted).isCompleted();
    assertThat(inFlight.bytes()).isZero();
  }

  /// The network thread of a web server must not be the one that waits for the cluster.
  @Test
  void nothingIsPublishedOnTheThreadOfTheCaller() {
    intake.accept(signature("secret"), BODY);

    assertThat(publishedOn.get()).isNotNull().isNotEqualTo(Thread.currentThread());
  }

  @Test
  void aWrongSignatureIsRefusedBeforeParsing() {
    assertRefused(
        intake.accept(signature("guess"), "no JSON".getBytes(StandardCharsets.UTF_8)),
        Refusal.INVALID_SIGNATURE);
    assertThat(inFlight.bytes()).isZero();
    assertThat(mocked.made()).isEmpty();
  }

  @Test
  void whatDoesNotFitBesideTheOthersIsRefused() {
    intake.accept(signature("secret"), BODY);
    intake.accept(signature("secret"), BODY);
    long held = inFlight.bytes();

    assertRefused(intake.accept(signature("secret"), BODY), Refusal.OVERLOADED);
    assertRefused(intake.accept(signature("secret"), new byte[1_000]), Refusal.OVERLOADED);
    assertThat(inFlight.bytes()).isEqualTo(held);
  }

  private static void assertRefused(CompletableFuture<Void> accepted, Refusal refusal) {
    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(accepted::join)
        .extracting(e -> ((RefusedException) e.getCause()).refusal())
        .isEqualTo(refusal);
  }

  /// The worst case for whoever adds a stage to a future: it is complete already.
  private static void runElsewhereToTheEnd(Runnable task) {
    try {
      Thread.ofVirtual().start(task).join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] signature(String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(BODY);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
