package io.awfar.ingest.send;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumberDoubtTest {

  private final NumberDoubt doubt = new NumberDoubt();

  private void tryInVain() {
    assertThat(doubt.begin()).isTrue();
    doubt.end(true);
    assertThat(doubt.raise(true)).isTrue();
  }

  @Test
  void withoutADoubtNoSendGoesAlone() {
    assertThat(doubt.begin()).isFalse();
    assertThat(doubt.isTrying()).isFalse();
    assertThat(doubt.holdsBack(false)).isFalse();
  }

  @Test
  void afterACallInDoubtOneSendGoesAtATime() {
    assertThat(doubt.raise(false)).isFalse();
    assertThat(doubt.isTrying()).isFalse();

    assertThat(doubt.begin()).isTrue();
    assertThat(doubt.isTrying()).isTrue();
    doubt.end(true);
    assertThat(doubt.isTrying()).isFalse();
  }

  @Test
  void whatWasChosenBeforeTheDoubtAndIsNotCalledYetWaits() {
    doubt.raise(false);

    assertThat(doubt.holdsBack(false)).isTrue();
    assertThat(doubt.holdsBack(true)).isFalse();
  }

  @Test
  void callsThatWereUnderWayTogetherAreOneDoubt() {
    assertThat(doubt.raise(false)).isFalse();
    assertThat(doubt.raise(false)).isFalse();

    tryInVain();
    assertThat(doubt.raise(false)).isFalse();
    tryInVain();
  }

  @Test
  void theEndOfACallThatWasUnderWayLetsNoSecondSendGo() {
    doubt.raise(false);
    doubt.begin();

    doubt.end(false);

    assertThat(doubt.isTrying()).isTrue();
  }

  @Test
  void onlyTheCallThatWentAloneShowsThatWhatsAppAnswersAgain() {
    doubt.raise(false);

    doubt.refute(false);
    assertThat(doubt.begin()).isTrue();

    doubt.end(true);
    doubt.refute(true);
    assertThat(doubt.begin()).isFalse();
    assertThat(doubt.isTrying()).isFalse();
  }

  @Test
  void aTrialThatTellsNothingOfTheSendsToComeIsFollowedByAnother() {
    doubt.raise(false);
    doubt.begin();
    doubt.end(true);

    assertThat(doubt.begin()).isTrue();
    assertThat(doubt.isTrying()).isTrue();
  }
}
