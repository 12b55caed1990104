package io.awfar.gateway.live;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which record of each partition of each topic is the next: all before it are behind.
///
/// A partition that is not in it is at its beginning. Not thread-safe.
final class Positions {

  private static final long[] NONE = {};

  private final Map<LiveTopic, long[]> offsets = new EnumMap<>(LiveTopic.class);

  /// @throws IllegalArgumentException if it is not what [#text] writes
  static Positions parse(String text) {
    Positions positions = new Positions();
    for (String topic : text.isEmpty() ? new String[0] : text.split(";", -1)) {
      if (topic.length() < 3 || topic.charAt(1) != '=') {
        throw new IllegalArgumentException("Not the positions of a topic");
      }
      long[] parsed = Stream.of(topic.substring(2).split(",")).mapToLong(Long::parseLong).toArray();
      for (LiveTopic known : LiveTopic.values()) {
        if (known.letter() == topic.charAt(0)) {
          positions.offsets.put(known, parsed);
        }
      }
    }
    return positions;
  }

  /// Of each partition the lesser one.
  static Positions lesser(Positions one, Positions other) {
    Positions lesser = new Positions();
    one.offsets.forEach((topic, known) -> {
      for (int partition = 0; partition < known.length; partition++) {
        lesser.set(topic, partition, Math.min(known[partition], other.at(topic, partition)));
      }
    });
    return lesser;
  }

  long at(LiveTopic topic, int partition) {
    long[] known = offsets.getOrDefault(topic, NONE);
    return partition < known.length ? known[partition] : 0;
  }

  void set(LiveTopic topic, int partition, long offset) {
    long[] known = offsets.getOrDefault(topic, NONE);
    if (partition >= known.length) {
      known = Arrays.copyOf(known, partition + 1);
      offsets.put(topic, known);
    }
    known[partition] = offset;
  }

  /// Whether nothing that comes after the other ones is behind these.
  boolean isAtMost(Positions other) {
    return offsets.entrySet().stream().allMatch(entry -> isAtMost(entry, other));
  }

  private static boolean isAtMost(Map.Entry<LiveTopic, long[]> entry, Positions other) {
    long[] known = entry.getValue();
    for (int partition = 0; partition < known.length; partition++) {
      if (known[partition] > other.at(entry.getKey(), partition)) {
        return false;
      }
    }
    return true;
  }

  /// As it is kept: `m=12,0,7;s=3,4`, a topic by its letter.
  String text() {
    return offsets.entrySet().stream()
        .map(entry -> entry.getKey().letter() + "=" + list(entry.getValue()))
        .collect(Collectors.joining(";"));
  }

  private static String list(long[] numbers) {
    return Arrays.stream(numbers).mapToObj(Long::toString).collect(Collectors.joining(","));
  }

  @Override
  public String toString() {
    return text();
  }
}
