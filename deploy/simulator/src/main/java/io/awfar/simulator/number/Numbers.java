package io.awfar.simulator.number;

import io.awfar.simulator.graph.GraphError;
import io.awfar.simulator.payload.PhoneNumber;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/// The numbers of the business and what holds for each, which can change at any time.
public final class Numbers {

  // "A message every 6 seconds to the same user, in bursts of up to 45, which are paid back":
  // Meta's
  // page on throughput, section pair rate limits.
  private static final double PAIR_PER_SECOND = 1 / 6.0;
  private static final int PAIR_BURST = 45;
  private static final double SECONDS_PER_HOUR = 3600;

  private final Map<String, PhoneNumber> numbers = new LinkedHashMap<>();
  private final Map<String, NumberRules> rules = new ConcurrentHashMap<>();
  private final Buckets buckets;
  private final ServiceWindows windows;
  private volatile double accountCallsPerHour;

  /// These numbers, with these rules to begin with.
  public Numbers(
      List<PhoneNumber> numbers, AccountRules initial, ServiceWindows windows, Clock clock) {
    for (PhoneNumber number : numbers) {
      this.numbers.put(number.id(), number);
      this.rules.put(number.id(), initial.ofEachNumber());
    }
    this.buckets = new Buckets(clock);
    this.windows = windows;
    this.accountCallsPerHour = initial.callsPerHour();
  }

  /// The number with this id.
  ///
  /// @throws GraphError 100 with subcode 33 if there is none
  public PhoneNumber get(String id) throws GraphError {
    PhoneNumber number = numbers.get(id);
    if (number == null) {
      throw GraphError.unknownObject(id);
    }
    return number;
  }

  /// True if there is a number with this id.
  public boolean has(String id) {
    return numbers.containsKey(id);
  }

  /// The numbers of an account, in order; empty if there is no such account.
  public List<PhoneNumber> ofAccount(String accountId) {
    return numbers.values().stream().filter(n -> n.accountId().equals(accountId)).toList();
  }

  /// All numbers.
  public List<PhoneNumber> all() {
    return List.copyOf(numbers.values());
  }

  /// What holds for a number now.
  public NumberRules rules(PhoneNumber number) {
    return Objects.requireNonNull(rules.get(number.id()));
  }

  /// Changes what holds for a number from now on.
  public NumberRules change(PhoneNumber number, UnaryOperator<NumberRules> change) {
    return Objects.requireNonNull(
        rules.computeIfPresent(number.id(), (id, before) -> change.apply(before)));
  }

  /// Limits the calls of each account from now on.
  ///
  /// @param perHour 0 for any number
  public void limitAccounts(double perHour) {
    accountCallsPerHour = perHour;
  }

  /// Counts a call of an account.
  ///
  /// @throws GraphError 80007 if there were too many in the last hour
  public void admitCall(String accountId) throws GraphError {
    double perHour = accountCallsPerHour;
    if (perHour > 0) {
      throwIf(80007, buckets.take("account|" + accountId, perHour / SECONDS_PER_HOUR, perHour));
    }
  }

  /// Throws if the account or the number is blocked.
  public void admitAtAll(PhoneNumber number) throws GraphError {
    int error = rules(number).error();
    if (error != 0) {
      throw GraphError.ofCode(error);
    }
  }

  /// Counts a message to this person.
  ///
  /// Meta counts both directions against the throughput; here it is the messages of the business
  /// alone.
  ///
  /// @throws GraphError 130429 or 131056, with the time to wait, if it is too many
  public void admitSend(PhoneNumber number, String person) throws GraphError {
    NumberRules now = rules(number);
    if (now.sendsPerSecond() > 0) {
      double most = Math.max(1, now.sendsPerSecond());
      throwIf(130429, buckets.take("number|" + number.id(), now.sendsPerSecond(), most));
    }
    if (now.pairLimit()) {
      String pair = "pair|" + number.id() + '|' + person;
      throwIf(131056, buckets.take(pair, PAIR_PER_SECOND, PAIR_BURST));
    }
  }

  /// What the window says about a message that is no template.
  ///
  /// @return the code that it fails with later, or 0
  /// @throws GraphError 131047 if it is refused at once
  public int checkWindow(PhoneNumber number, String person) throws GraphError {
    WindowCheck check = rules(number).window();
    if (check == WindowCheck.OFF || windows.isOpen(number.id(), person)) {
      return 0;
    }
    if (check == WindowCheck.ANSWERED) {
      throw GraphError.ofCode(131047);
    }
    return 131047;
  }

  private static void throwIf(int code, Duration wait) throws GraphError {
    if (!wait.isZero()) {
      throw GraphError.ofCode(code).withRetryAfter(wait);
    }
  }
}
