package io.awfar.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.awfar.bench.report.Goal.Bound;
import org.junit.jupiter.api.Test;

class GoalTest {

  @Test
  void aGoalAtItsTargetIsMet() {
    assertThat(new Goal("a.least", 5, Bound.AT_LEAST, 5, "x").line())
        .isEqualTo("goal a.least measured 5x target >=5x met");
    assertThat(new Goal("a.most", 1.1, Bound.AT_MOST, 1.1, "x").line())
        .isEqualTo("goal a.most measured 1.10x target <=1.10x met");
  }

  @Test
  void aGoalOnTheWrongSideIsMissed() {
    assertThat(new Goal("a.least", 4.99, Bound.AT_LEAST, 5, "x").met()).isFalse();
    assertThat(new Goal("a.most", 25.1, Bound.AT_MOST, 25, "ms").met()).isFalse();
  }

  @Test
  void whatWasNotMeasuredIsMissed() {
    assertThat(new Goal("a.least", Double.NaN, Bound.AT_LEAST, 5, "x").line())
        .isEqualTo("goal a.least measured nothing target >=5x missed");
    assertThat(new Goal("a.most", Double.NaN, Bound.AT_MOST, 5, "x").met()).isFalse();
  }

  @Test
  void aBenchmarkThatFailedHasMissedItsGoals() {
    assertThat(Goal.ofFailed("dedup").line())
        .isEqualTo("goal dedup measured nothing target done missed");
  }

  @Test
  void aLineIsSplitByBlanks() {
    assertThat(new Goal("a.most", 2.413, Bound.AT_MOST, 2, "s").line().split(" "))
        .containsExactly("goal", "a.most", "measured", "2.41s", "target", "<=2s", "missed");
    assertThatThrownBy(() -> new Goal("a.most", 1, Bound.AT_MOST, 2, " s"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
