package io.awfar.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.awfar.ingest.publish.InFlightBytes;
import io.awfar.ingest.publish.MockedPublisher;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class WebhookIntakeTest {

  private static final byte[] BODY =
      Splitting.body("messages", "{\"messages\":[{\"id\":\"1\"},{\"id\":\"2\"}]}")
          .getBytes(StandardCharsets.UTF_8);

  private final MockedPublisher mocked = new MockedPublisher();
  private final InFlightBytes inFlight = new InFlightBytes(1_000);
  private final AtomicReference<Thread> publishedOn = new AtomicReference<>();
  private final WebhookIntake intake =
      new WebhookIntake(
          () -> Splitting.CHANNELS,
          Splitting.splitter(),
          mocked.publisher((topic, event) -> {
            publishedOn.set(Thread.currentThread());
            return new byte[100];
          }),
          new WebhookMetrics(new SimpleMeterRegistry()),
          WebhookIntakeTest::runElsewhereToTheEnd);

  @Test
  void theBytesOfARequestAreHeldUntilItsLastEventIsAcknowledged() {
    CompletableFuture<Void> accepted = accept(signature("secret", BODY), BODY);

    assertThat(inFlight.bytes()).isEqualTo(BODY.length + 200);
    mocked.made().getLast().completeNext();
    assertThat(accepted).isNotDone();
    assertThat(inFlight.bytes()).isEqualTo(BODY.length + 200);
    mocked.made().getLast().completeNext();
    assertThat(accepted).isCompleted();
    assertThat(inFlight.bytes()).isZero();
  }

  @Test
  void aShortBodyIsWorkedOffOnTheThreadOfTheCaller() {
    accept(signature("secret", BODY), BODY);

    assertThat(publishedOn.get()).isEqualTo(Thread.currentThread());
  }

  /// The network thread of a web server has other connections to serve.
  @Test
  void aLongBodyIsWorkedOffElsewhere() {
    byte[] body = Arrays.copyOf(BODY, 100_000);
    Arrays.fill(body, BODY.length, body.length, (byte) ' ');
    accept(signature("secret", body), body);

    assertThat(publishedOn.get()).isNotNull().isNotEqualTo(Thread.currentThread());
  }

  @Test
  void aWrongSignatureIsRefusedBeforeParsing() {
    assertRefused(
        accept(signature("guess", BODY), "no JSON".getBytes(StandardCharsets.UTF_8)),
        Refusal.INVALID_SIGNATURE);
    assertThat(inFlight.bytes()).isZero();
    assertThat(mocked.made().getLast().history()).isEmpty();
  }

  @Test
  void whatDoesNotFitBesideTheOthersIsRefused() {
    accept(signature("secret", BODY), BODY);
    accept(signature("secret", BODY), BODY);
    long held = inFlight.bytes();

    assertRefused(accept(signature("secret", BODY), BODY), Refusal.OVERLOADED);
    assertThat(inFlight.bytes()).isEqualTo(held);
  }

  /// As a body that has just been read.
  private CompletableFuture<Void> accept(byte[] signature, byte[] body) {
    InFlightBytes.Share share = inFlight.open();
    share.take(body.length);
    return intake.accept(signature, new HeldBody(body, share));
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

  private static byte[] signature(String secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
