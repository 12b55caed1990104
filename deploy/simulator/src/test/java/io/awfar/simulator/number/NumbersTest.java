package io.awfar.simulator.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.awfar.simulator.SettableClock;
import io.awfar.simulator.graph.GraphError;
import io.awfar.simulator.payload.PhoneNumber;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class NumbersTest {

  private static final PhoneNumber ONE = PhoneNumber.of("1", 0);
  private static final PhoneNumber TWO = PhoneNumber.of("2", 1);
  private static final PhoneNumber OF_ANOTHER_ACCOUNT = PhoneNumber.of("3", 2);

  private final SettableClock clock = new SettableClock();
  private final ServiceWindows windows = new ServiceWindows(clock, 2);
  private final Numbers numbers =
      new Numbers(List.of(ONE, TWO, OF_ANOTHER_ACCOUNT), AccountRules.INITIAL, windows, clock);

  @Test
  void aNumberWithoutRulesSendsWhatItWants() throws Exception {
    for (int i = 0; i < 1000; i++) {
      numbers.admitSend(ONE, "20100");
    }
    assertThat(numbers.checkWindow(ONE, "20100")).isZero();
  }

  @Test
  void thePaceOfANumberIsItsOwnAndFillsUpWithTime() throws Exception {
    numbers.change(ONE, rules -> rules.withSendsPerSecond(80));
    for (int i = 0; i < 80; i++) {
      numbers.admitSend(ONE, "20" + i);
    }
    assertThat(code(() -> numbers.admitSend(ONE, "20100"))).isEqualTo(130429);
    numbers.admitSend(TWO, "20100");
    clock.forward(Duration.ofMillis(25));
    numbers.admitSend(ONE, "20100");
    numbers.admitSend(ONE, "20100");
    assertThat(code(() -> numbers.admitSend(ONE, "20100"))).isEqualTo(130429);
  }

  @Test
  void aPaceBelowOneASecondLetsOneThroughAtATime() throws Exception {
    numbers.change(ONE, rules -> rules.withSendsPerSecond(0.1));
    numbers.admitSend(ONE, "20100");
    clock.forward(Duration.ofSeconds(9));
    assertThat(code(() -> numbers.admitSend(ONE, "20100"))).isEqualTo(130429);
    clock.forward(Duration.ofSeconds(1));
    numbers.admitSend(ONE, "20100");
  }

  @Test
  void aPairHasABurstOf45AndThenOneInSixSeconds() throws Exception {
    numbers.change(ONE, rules -> rules.withPairLimit(true));
    for (int i = 0; i < 45; i++) {
      numbers.admitSend(ONE, "20100");
    }
    assertThat(code(() -> numbers.admitSend(ONE, "20100"))).isEqualTo(131056);
    numbers.admitSend(ONE, "20101");
    clock.forward(Duration.ofMillis(5999));
    assertThat(code(() -> numbers.admitSend(ONE, "20100"))).isEqualTo(131056);
    clock.forward(Duration.ofMillis(1));
    numbers.admitSend(ONE, "20100");
  }

  @Test
  void theCallsOfAnAccountAreLimitedTogether() throws Exception {
    numbers.limitAccounts(2);
    numbers.admitCall(ONE.accountId());
    numbers.admitCall(TWO.accountId());
    assertThat(code(() -> numbers.admitCall(ONE.accountId()))).isEqualTo(80007);
    numbers.admitCall(OF_ANOTHER_ACCOUNT.accountId());
    clock.forward(Duration.ofMinutes(30));
    numbers.admitCall(ONE.accountId());
  }

  @Test
  void aWindowIsOpenFor24HoursFromTheLastMessageInThatChat() throws Exception {
    numbers.change(ONE, rules -> rules.withWindow(WindowCheck.REPORTED));
    assertThat(numbers.checkWindow(ONE, "20100")).isEqualTo(131047);
    windows.opened("1", "20100");
    clock.forward(Duration.ofHours(23));
    assertThat(numbers.checkWindow(ONE, "20100")).isZero();
    windows.opened("1", "20100");
    clock.forward(Duration.ofHours(24).minusSeconds(1));
    assertThat(numbers.checkWindow(ONE, "20100")).isZero();
    clock.forward(Duration.ofSeconds(1));
    assertThat(numbers.checkWindow(ONE, "20100")).isEqualTo(131047);
    windows.opened("2", "20100");
    assertThat(numbers.checkWindow(ONE, "20100")).isEqualTo(131047);
  }

  @Test
  void theChatsWrittenInLastAreRemembered() throws Exception {
    numbers.change(ONE, rules -> rules.withWindow(WindowCheck.ANSWERED));
    windows.opened("1", "20100");
    windows.opened("1", "20101");
    windows.opened("1", "20100");
    windows.opened("1", "20102");
    assertThat(numbers.checkWindow(ONE, "20100")).isZero();
    assertThat(code(() -> numbers.checkWindow(ONE, "20101"))).isEqualTo(131047);
    windows.closed("1", "20100");
    assertThat(code(() -> numbers.checkWindow(ONE, "20100"))).isEqualTo(131047);
  }

  private static int code(ThrowingCallable call) {
    GraphError error = catchThrowableOfType(GraphError.class, call);
    assertThat(error).isNotNull();
    return error.code();
  }
}
