package io.awfar.schemas.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StableIdTest {

  private static final UUID OWNER = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final Instant SENT = Instant.ofEpochSecond(1_760_000_000L);

  @Test
  void theSameMessageHasTheSameIdAtEveryReplay() {
    assertThat(StableId.message(OWNER, "1", "wamid.A", SENT))
        .isEqualTo(UUID.fromString("0199c82c-c000-8ad8-9837-a6d943857a52"))
        .isEqualTo(StableId.message(OWNER, "1", "wamid.A", SENT));
  }

  @Test
  void idsAreVersion8OfTheStandardVariant() {
    UUID id = StableId.chat(OWNER, "1|2");

    assertThat(id.version()).isEqualTo(8);
    assertThat(id.variant()).isEqualTo(2);
  }

  @Test
  void anotherWorkspaceOrKindGivesAnotherId() {
    assertThat(StableId.chat(OWNER, "1"))
        .isNotEqualTo(StableId.chat(new UUID(0, 0), "1"))
        .isNotEqualTo(StableId.contact(OWNER, "1"));
  }

  @Test
  void messageIdsRiseWithTime() {
    UUID earlier = StableId.message(OWNER, "1", "wamid.A", SENT);
    UUID later = StableId.message(OWNER, "1", "wamid.B", SENT.plusMillis(1));

    assertThat(earlier.toString()).isLessThan(later.toString());
  }

  @Test
  void timesOutsideTheRangeAreBroughtIntoIt() {
    assertThat(StableId.message(OWNER, "1", "wamid.A", Instant.ofEpochMilli(-1)).version())
        .isEqualTo(8);
    assertThat(
            StableId.message(OWNER, "1", "wamid.A", Instant.ofEpochMilli(Long.MAX_VALUE)).version())
        .isEqualTo(8);
  }
}
