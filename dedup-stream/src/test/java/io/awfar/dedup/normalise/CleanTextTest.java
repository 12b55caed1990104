package io.awfar.dedup.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CleanTextTest {

  @Test
  void cleanTextIsReturnedAsItIs() {
    String text = "شكرا 🙏🏽 thanks";
    assertThat(CleanText.of(text)).isSameAs(text);
  }

  @Test
  void nulAndHalfPairsAreReplacedAndWholePairsKept() {
    assertThat(CleanText.of("\u0000a\uD83D\uDE4F\uD83Db\uDE4F\uD83D"))
        .isEqualTo("\uFFFDa\uD83D\uDE4F\uFFFDb\uFFFD\uFFFD");
  }
}
