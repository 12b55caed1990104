package io.awfar.simulator.ledger;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/// The account of what the deployment asked of the API, to tell later whether each send came once.
///
/// Two accepted messages are the same if their callback data are, and their bodies are if all bytes
/// are. `SendCounts.sendsUncompared` tells whether memory was enough to compare them all: while it
/// is 0, the counts of repeats are exact.
public final class SendLedger {

  private static final int REPEATS_SHOWN_MAX = 100;

  private final int keptMax;
  private final Map<String, AcceptedSend> sends = new HashMap<>();
  private final Map<String, AcceptedSend> repeated = new LinkedHashMap<>();
  private final Set<BodyHash> bodies = new HashSet<>();
  private final Map<String, Integer> reads = new HashMap<>();
  private final BusiestSpans seconds = new BusiestSpans(Duration.ofSeconds(1));
  private final BusiestSpans tenSeconds = new BusiestSpans(Duration.ofSeconds(10));
  private final Map<Call, LongAdder> counts = new EnumMap<>(Call.class);

  /// A ledger that compares at most this many messages, and this many marks of reading, with one
  /// another: about 250 bytes for each.
  public SendLedger(int keptMax) {
    this.keptMax = keptMax;
    for (Call call : Call.values()) {
      counts.put(call, new LongAdder());
    }
  }

  /// A message or a mark of reading arrives, to be accepted or not.
  public void arrived(String number) {
    long now = System.nanoTime();
    seconds.add(number, now);
    tenSeconds.add(number, now);
  }

  /// How many of those a number sent within any second at most.
  public int busiestSecond(String number) {
    return seconds.of(number);
  }

  /// How many of those within any ten seconds, which says what the pace is also where a machine
  /// pauses and calls of more than a second arrive within one.
  public int busiestTenSeconds(String number) {
    return tenSeconds.of(number);
  }

  /// A message was accepted; without callback data it is compared by its body alone.
  ///
  /// @param body the bytes received
  /// @param wamid the id it got
  public void accepted(String callbackData, byte[] body, String wamid) {
    BodyHash hash = BodyHash.of(body);
    count(Call.ACCEPTED);
    synchronized (this) {
      boolean byCallbackData = compare(callbackData, wamid);
      boolean byBody = compare(hash);
      if (!byCallbackData || !byBody) {
        count(Call.UNCOMPARED);
      }
    }
  }

  /// An inbound message was marked as read.
  public void read(String messageId, boolean typing) {
    count(Call.READ);
    if (typing) {
      count(Call.TYPING);
    }
    synchronized (this) {
      if (reads.containsKey(messageId) || reads.size() < keptMax) {
        reads.merge(messageId, 1, Integer::sum);
      }
    }
  }

  /// A call other than an accepted message or a mark of reading.
  public void count(Call call) {
    adder(call).increment();
  }

  /// The message with this callback data, if one was accepted and is kept.
  public synchronized Optional<AcceptedSend> send(String callbackData) {
    return Optional.ofNullable(sends.get(callbackData));
  }

  /// Messages that were accepted more than once, the first hundred.
  public synchronized List<AcceptedSend> repeated() {
    return List.copyOf(repeated.values());
  }

  /// How often this inbound message was marked as read.
  public synchronized int reads(String messageId) {
    return reads.getOrDefault(messageId, 0);
  }

  /// All counts.
  public SendCounts counts() {
    return new SendCounts(
        sum(Call.ACCEPTED),
        sum(Call.REPEATED),
        sum(Call.REPEATED_BODY),
        sum(Call.UNCOMPARED),
        sum(Call.UNCONFIRMED),
        sum(Call.REFUSED),
        sum(Call.READ),
        sum(Call.TYPING),
        sum(Call.UPLOAD),
        sum(Call.LOOKUP),
        sum(Call.DOWNLOAD),
        sum(Call.REMOVAL),
        sum(Call.QUERY),
        sum(Call.UNAUTHORIZED));
  }

  /// False if it could not be compared with all others.
  private boolean compare(String callbackData, String wamid) {
    if (callbackData.isEmpty()) {
      return true;
    }
    AcceptedSend before = sends.get(callbackData);
    if (before == null) {
      boolean room = sends.size() < keptMax;
      if (room) {
        sends.put(callbackData, new AcceptedSend(callbackData, 1, wamid));
      }
      return room;
    }
    AcceptedSend now = before.again();
    sends.put(callbackData, now);
    if (repeated.containsKey(callbackData) || repeated.size() < REPEATS_SHOWN_MAX) {
      repeated.put(callbackData, now);
    }
    count(Call.REPEATED);
    return true;
  }

  private boolean compare(BodyHash hash) {
    if (bodies.contains(hash)) {
      count(Call.REPEATED_BODY);
      return true;
    }
    return bodies.size() < keptMax && bodies.add(hash);
  }

  private long sum(Call call) {
    return adder(call).sum();
  }

  private LongAdder adder(Call call) {
    return Objects.requireNonNull(counts.get(call));
  }

  /// What is counted.
  public enum Call {
    ACCEPTED,
    REPEATED,
    REPEATED_BODY,
    UNCOMPARED,
    UNCONFIRMED,
    REFUSED,
    READ,
    TYPING,
    UPLOAD,
    LOOKUP,
    DOWNLOAD,
    REMOVAL,
    QUERY,
    UNAUTHORIZED
  }
}
