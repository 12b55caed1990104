package io.awfar.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class SigningKeysTest {

  private final RSAKey old = generated();
  private final RSAKey fresh = generated();
  private final AtomicInteger reads = new AtomicInteger();
  private Mono<KeyRing> stored = Mono.just(KeyRing.of(List.of(old)));
  private final SigningKeys keys =
      new SigningKeys(
          Mono.defer(() -> {
            reads.incrementAndGet();
            return stored;
          }),
          false,
          Clock.systemUTC());

  @BeforeEach
  void readOnce() {
    assertThat(keys.current().block().signing()).isEqualTo(old);
  }

  @Test
  void aKeyThatIsKnownHasNothingRead() {
    keys.verifying(old.getKeyID()).blockLast();
    keys.verifying(null).blockLast();
    keys.current().block();

    assertThat(reads).hasValue(1);
  }

  @Test
  void inventedKeysHaveThemReadAtMostOnceASecond() {
    int found =
        Flux.range(0, 200)
            .flatMap(i ->
                keys.verifying("invented-" + i)
                    .any(key -> key.getKeyID().equals("" + i))
                    .onErrorReturn(RefusedException.class, false))
            .filter(any -> any)
            .collectList()
            .block()
            .size();

    assertThat(found).isZero();
    assertThat(reads).hasValueLessThanOrEqualTo(3);
  }

  @Test
  void ofManyWhoInventKeysFewWaitAndTheOthersAreRefusedAtOnce() {
    // The first reads at once, the others have to wait for their turn.
    keys.verifying("invented").blockLast();
    List<Throwable> refused = new CopyOnWriteArrayList<>();
    for (int i = 0; i < 100; i++) {
      keys.verifying("invented-" + i).subscribe(_ -> {}, refused::add);
    }

    assertThat(refused)
        .hasSize(68)
        .allSatisfy(
            failure -> assertThat(((RefusedException) failure).code()).isEqualTo(ErrorCode.BUSY));
  }

  @Test
  void keysOfTheDeploymentAreNotLookedForAgain() {
    SigningKeys given =
        new SigningKeys(
            Mono.fromCallable(() -> {
              reads.incrementAndGet();
              return KeyRing.of(List.of(old));
            }),
            true,
            Clock.systemUTC());
    given.verifying("invented").blockLast();
    given.verifying("invented-too").blockLast();

    assertThat(reads).hasValue(2);
  }

  @Test
  void aKeyThatAnotherGatewayHasMadeIsFoundAtTheFirstToken() {
    stored = Mono.just(KeyRing.of(List.of(fresh, old)));

    assertThat(keys.verifying(fresh.getKeyID()).collectList().block())
        .extracting(key -> key.getKeyID())
        .contains(fresh.getKeyID());
    assertThat(keys.current().block().signing()).isEqualTo(fresh);
  }

  @Test
  void whatIsPublishedHoldsNoPrivatePartAndOutlastsADatabaseThatIsDown() {
    stored = Mono.error(new IllegalStateException("database down"));

    // Of the first moment, and after a look that failed.
    for (int i = 0; i < 2; i++) {
      assertThat(keys.published().block().containsNonPublicKeys()).isFalse();
      keys.reread().onErrorComplete().block();
    }
    assertThat(keys.published().block().getKeyByKeyId(old.getKeyID())).isNotNull();
    assertThat(keys.current().block().signing()).isEqualTo(old);
  }

  @Test
  void aRingDoesNotPrintPrivateParts() throws Exception {
    assertThat(KeyRing.of(List.of(old)).toString())
        .contains(old.getKeyID())
        .doesNotContain(old.getPrivateExponent().toString());
  }

  private static RSAKey generated() {
    try {
      return KeyRing.generate();
    } catch (com.nimbusds.jose.JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
