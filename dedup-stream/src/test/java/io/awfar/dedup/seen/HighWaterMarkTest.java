package io.awfar.dedup.seen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator.OfLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HighWaterMarkTest {

  private final HighWaterMark mark = new HighWaterMark(100, 95);
  private final List<Boolean> told = new ArrayList<>();

  @Test
  void aMarkForAUseThatAnotherThreadHasGivenBackMeanwhileIsTakenBack() {
    follow(96, 80, 80);
    assertThat(mark.isReached()).isFalse();
    assertThat(told).containsExactly(true, false);
  }

  @Test
  void aMarkThatIsLeftWhileAnotherThreadTakesMoreIsSetAgain() {
    follow(96, 96);
    follow(80, 96, 96);
    assertThat(mark.isReached()).isTrue();
    assertThat(told).containsExactly(true, false, true);
  }

  /// @param uses what the use is each time that it is looked at
  private void follow(long... uses) {
    OfLong next = LongStream.of(uses).iterator();
    mark.follow(next::nextLong, () -> told.add(mark.isReached()));
  }
}
