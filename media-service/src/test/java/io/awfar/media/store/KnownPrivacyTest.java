package io.awfar.media.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.awfar.media.store.BucketPrivacy.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class KnownPrivacyTest {

  private Instant now = Instant.EPOCH;
  private Verdict answer = Verdict.PRIVATE;
  private Duration answerTime = Duration.ZERO;
  private int questions;

  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private final KnownPrivacy privacy = new KnownPrivacy(this::ask, clock);

  private Verdict ask() {
    questions++;
    now = now.plus(answerTime);
    return answer;
  }

  @Test
  void aStoreThatDoesNotTellIsTreatedAsOneThatIsDownAndAskedAgainSoon() {
    answer = Verdict.UNKNOWN;
    assertThatThrownBy(privacy::requirePrivate).isInstanceOf(StoreUnavailableException.class);

    answer = Verdict.PRIVATE;
    now = now.plusSeconds(2);
    assertThatCode(privacy::requirePrivate).doesNotThrowAnyException();
  }

  @Test
  void aPrivateBucketIsNotBelievedToBeSoForEver() {
    privacy.requirePrivate();

    answer = Verdict.UNKNOWN;
    now = now.plus(Duration.ofMinutes(6));
    assertThatThrownBy(privacy::requirePrivate).isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void whoeverWaitedForASlowAnswerTakesItAndDoesNotAskAgain() {
    answer = Verdict.UNKNOWN;
    answerTime = Duration.ofSeconds(8);

    assertThat(privacy.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(privacy.verdict()).isEqualTo(Verdict.UNKNOWN);

    assertThat(questions).isEqualTo(1);
  }
}
