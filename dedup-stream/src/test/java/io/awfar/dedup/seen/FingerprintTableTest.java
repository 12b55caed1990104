package io.awfar.dedup.seen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FingerprintTableTest {

  private static final int KEPT = 8;
  private static final int OLD = 100;
  private static final int YOUNG = 60;
  private static final long BYTES_MAX = 1 << 20;

  private final SeenMemory memory = new SeenMemory(BYTES_MAX);
  private final FingerprintTable table = new FingerprintTable(memory, KEPT);

  @Test
  void withoutMemoryForWhatIsLeftNothingIsForgottenUntilThereIs() {
    LongStream.range(0, OLD).forEach(i -> table.add(word(i), i, 0));
    LongStream.range(OLD, OLD + YOUNG).forEach(i -> table.add(word(i), i, KEPT));
    long bytes = memory.bytes();
    long others = memory.take(BYTES_MAX - bytes);

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> table.add(word(0), 0, KEPT + 1))
          .isInstanceOf(SeenMemoryFullException.class);
      assertThat(table.size()).isEqualTo(OLD + YOUNG);
      assertThat(memory.events()).isEqualTo(OLD + YOUNG);
      assertThat(memory.forgotten()).isZero();
      assertThat(memory.bytes()).isEqualTo(BYTES_MAX);
    }

    memory.giveBack(others, BYTES_MAX - bytes);
    assertThat(LongStream.range(0, OLD)).noneMatch(i -> isKnown(i, KEPT + 1));
    assertThat(LongStream.range(OLD, OLD + YOUNG)).allMatch(i -> isKnown(i, KEPT + 1));
    assertThat(table.size()).isEqualTo(YOUNG);
    assertThat(memory.events()).isEqualTo(YOUNG);
    assertThat(memory.forgotten()).isEqualTo(OLD);

    table.clear();
    assertThat(memory.bytes()).isZero();
    assertThat(memory.events()).isZero();
    assertThat(memory.forgotten()).isEqualTo(OLD);
  }

  private boolean isKnown(long i, long generation) {
    return table.contains(word(i), i, generation);
  }

  /// All over the table, with the last byte free.
  private static long word(long i) {
    return i * 0x9E3779B97F4A7C15L << Byte.SIZE;
  }
}
