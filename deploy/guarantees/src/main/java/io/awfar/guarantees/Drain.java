package io.awfar.guarantees;

import io.awfar.guarantees.verify.Counts;
import io.awfar.guarantees.verify.CountsReader;
import io.awfar.guarantees.verify.TopicReader;
import io.awfar.schemas.topic.Topic;
import io.awfar.schemas.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;

/// The wait for everything that was taken in to come out everywhere.
///
/// @param counts as they were at the end
/// @param lacking what had not come out in time; empty if all had
record Drain(Counts counts, List<String> lacking, Duration took) {

  private static final Duration PATIENCE = Duration.ofMinutes(8);

  /// Nothing has changed for so long: nothing will.
  private static final Duration STANDSTILL_MAX = Duration.ofMinutes(2);

  private static final Duration POLL = Duration.ofMillis(500);
  private static final Counts UNKNOWN = new Counts(-1, -1, -1, -1, -1, -1, -1);
  private static final List<Topic<?>> TRANSACTIONAL =
      List.of(
          Topics.MESSAGES,
          Topics.STATUSES,
          Topics.CHANNEL_EVENTS,
          Topics.MEDIA,
          Topics.DEAD_LETTERS);

  static Drain await(CountsReader reader, TopicReader topics, Console console)
      throws InterruptedException {
    long start = System.nanoTime();
    Counts counts = UNKNOWN;
    List<String> lacking;
    long changed = start;
    int polls = 0;
    do {
      try {
        Counts before = counts;
        counts = reader.read();
        if (!counts.equals(before)) {
          changed = System.nanoTime();
        }
        lacking = lacking(counts, topics);
      } catch (IOException | KafkaException e) {
        lacking = List.of(e.toString());
      }
      if (lacking.isEmpty()) {
        break;
      }
      if (++polls % 20 == 0) {
        console.accept("draining: " + lacking);
      }
      Thread.sleep(POLL);
    } while (System.nanoTime() - start < PATIENCE.toNanos()
        && System.nanoTime() - changed < STANDSTILL_MAX.toNanos());
    return new Drain(counts, lacking, Duration.ofNanos(System.nanoTime() - start));
  }

  boolean isComplete() {
    return lacking.isEmpty();
  }

  private static List<String> lacking(Counts counts, TopicReader topics) {
    List<String> lacking = new ArrayList<>();
    long raw = topics.end(Topics.RAW_EVENTS);
    if (counts.received() != raw) {
      lacking.add("%d raw events, %d received".formatted(raw, counts.received()));
    }
    if (counts.stored() != counts.published()) {
      lacking.add("%d published, %d stored".formatted(counts.published(), counts.stored()));
    }
    if (counts.media() < counts.files()) {
      lacking.add("%d files, %d fates stored".formatted(counts.files(), counts.media()));
    }
    for (Topic<?> topic : TRANSACTIONAL) {
      long heldBack = topics.heldBack(topic);
      if (heldBack > 0) {
        lacking.add("a transaction is open on %s: %d".formatted(topic.name(), heldBack));
      }
    }
    return lacking;
  }
}
