package io.awfar.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class HandshakeTest {

  private final Handshake handshake = new Handshake(() -> Splitting.CHANNELS);

  @Test
  void whoKnowsTheTokenGetsItsChallengeBack() {
    assertThat(answer("subscribe", "token", "1158201444")).isEqualTo("1158201444");
  }

  @Test
  void aWrongTokenOrModeIsRefused() {
    assertRefused("subscribe", "Token", "1", Refusal.HANDSHAKE_REFUSED);
    assertRefused("subscribe", "", "1", Refusal.HANDSHAKE_REFUSED);
    assertRefused("subscribe", null, "1", Refusal.HANDSHAKE_REFUSED);
    assertRefused("unsubscribe", "token", "1", Refusal.HANDSHAKE_REFUSED);
    assertRefused(null, "token", "1", Refusal.HANDSHAKE_REFUSED);
  }

  @Test
  void aMissingOrEndlessChallengeIsRefused() {
    assertRefused("subscribe", "token", null, Refusal.INVALID_HANDSHAKE);
    assertRefused("subscribe", "token", "", Refusal.INVALID_HANDSHAKE);
    assertRefused("subscribe", "token", "1".repeat(257), Refusal.INVALID_HANDSHAKE);
  }

  private String answer(String mode, String token, String challenge) {
    return handshake.answer(
        Optional.ofNullable(mode), Optional.ofNullable(token), Optional.ofNullable(challenge));
  }

  private void assertRefused(String mode, String token, String challenge, Refusal refusal) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> answer(mode, token, challenge))
        .extracting(RefusedException::refusal)
        .isEqualTo(refusal);
  }
}
