package io.awfar.schemas.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventIdentityTest {

  @Test
  void eachKindOfEventHasItsForm() {
    assertThat(EventIdentity.message("1", "wamid.A")).isEqualTo("m|1|wamid.A");
    assertThat(EventIdentity.status("1", "wamid.A", "READ", "2")).isEqualTo("s|1|wamid.A|read|2");
    assertThat(EventIdentity.channelEvent("1", "flows", "ab", "17")).isEqualTo("c|1|flows|ab|17");
    assertThat(EventIdentity.channelEvent("1", "flows", "ab", "")).isEqualTo("c|1|flows|ab");
    assertThat(EventIdentity.sendOutcome(new UUID(0, 1), 2))
        .isEqualTo("o|00000000-0000-0000-0000-000000000001|2");
  }

  @Test
  void aSeparatorInsideAComponentMakesNoTwoEventsOne() {
    assertThat(EventIdentity.message("1|2", "3")).isNotEqualTo(EventIdentity.message("1", "2|3"));
    assertThat(EventIdentity.message("1%7C2", "3")).isNotEqualTo(EventIdentity.message("1|2", "3"));
  }

  @Test
  void theTimeOfAChannelEventIsReadBackWhateverElseIsInItsIdentity() {
    assertThat(EventIdentity.entryTime(EventIdentity.channelEvent("1|2", "a|b", "ab", "17")))
        .isEqualTo("17");
    assertThat(EventIdentity.entryTime(EventIdentity.channelEvent("1", "flows", "ab", "")))
        .isEmpty();
    assertThat(EventIdentity.entryTime(EventIdentity.status("1", "2", "read", "17"))).isEmpty();
    assertThat(
            EventIdentity.entryTime(
                EventIdentity.channelEvent("1", "f".repeat(EventIdentity.CHARS_MAX), "ab", "17")))
        .isEmpty();
  }

  @Test
  void anIdentityIsBoundedAndLongOnesStayDifferent() {
    String first = EventIdentity.message("1", "a".repeat(3_000_000));
    String second = EventIdentity.message("1", "a".repeat(2_999_999) + "b");

    assertThat(first).hasSizeLessThanOrEqualTo(EventIdentity.CHARS_MAX).isNotEqualTo(second);
  }

  @Test
  void aChatKeyIsBounded() {
    assertThat(ChatKey.of("1", "16505551234")).isEqualTo("1|16505551234");
    assertThat(ChatKey.of("1", "x".repeat(100_000))).hasSizeLessThan(ChatKey.CONTACT_CHARS_MAX);
  }
}
