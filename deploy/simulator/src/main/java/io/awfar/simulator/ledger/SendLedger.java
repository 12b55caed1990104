package io.awfar.simulator.ledger;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/// The account of what the deployment asked of the API, to tell later whether each send came once.
public final class SendLedger {

  private final int callbacksMax;
  private final Set<String> callbacks = new HashSet<>();
  private final Map<Call, LongAdder> counts = new EnumMap<>(Call.class);

  /// A ledger that compares at most this many callback data with one another.
  public SendLedger(int callbacksMax) {
    this.callbacksMax = callbacksMax;
    for (Call call : Call.values()) {
      counts.put(call, new LongAdder());
    }
  }

  /// A message was accepted; empty callback data is compared with nothing.
  public void accepted(String callbackData) {
    count(Call.ACCEPTED);
    synchronized (callbacks) {
      boolean known = callbacks.contains(callbackData);
      if (known) {
        count(Call.REPEATED);
      } else if (!callbackData.isEmpty() && callbacks.size() < callbacksMax) {
        callbacks.add(callbackData);
      }
    }
  }

  /// A call other than an accepted message.
  public void count(Call call) {
    adder(call).increment();
  }

  /// All counts.
  public SendCounts counts() {
    return new SendCounts(
        adder(Call.ACCEPTED).sum(),
        adder(Call.REPEATED).sum(),
        adder(Call.REFUSED).sum(),
        adder(Call.READ).sum(),
        adder(Call.UPLOAD).sum(),
        adder(Call.LOOKUP).sum(),
        adder(Call.DOWNLOAD).sum(),
        adder(Call.UNAUTHORIZED).sum());
  }

  private LongAdder adder(Call call) {
    return Objects.requireNonNull(counts.get(call));
  }

  /// What is counted.
  public enum Call {
    ACCEPTED,
    REPEATED,
    REFUSED,
    READ,
    UPLOAD,
    LOOKUP,
    DOWNLOAD,
    UNAUTHORIZED
  }
}
