package io.awfar.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PseudonymsTest {

  private static final String EMAIL = "boss@example.com";

  @Test
  void gatewaysWithOneKeyCallThingsAlikeAndOthersDoNot() {
    String name = with("0123456789 0123456789 0123456789").of("account", EMAIL);

    assertThat(name).isEqualTo(with("0123456789 0123456789 0123456789").of("account", EMAIL));
    assertThat(name).isNotEqualTo(with("another 56789 0123456789 0123456789").of("account", EMAIL));
    assertThat(with(null).of("account", EMAIL)).isNotEqualTo(with(null).of("account", EMAIL));
  }

  @Test
  void aNameTellsNothingAndDiffersByKindAndValue() {
    Pseudonyms pseudonyms = with(null);
    String name = pseudonyms.of("account", EMAIL);

    assertThat(name).hasSize(22).doesNotContain("boss", "example");
    assertThat(name)
        .isNotEqualTo(pseudonyms.of("address", EMAIL))
        .isNotEqualTo(pseudonyms.of("account", "b" + EMAIL));
  }

  private static Pseudonyms with(String key) {
    RoleRates off = RoleRates.valueOf("off");
    return new Pseudonyms(
        new LimitSettings(
            true,
            off,
            Rate.OFF,
            Rate.OFF,
            Rate.OFF,
            off,
            off,
            1_000,
            null,
            Duration.ofSeconds(1),
            LimitSettings.WhenRedisDown.LOCAL,
            key,
            1));
  }
}
