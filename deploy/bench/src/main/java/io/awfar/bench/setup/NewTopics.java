package io.awfar.bench.setup;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/// Makes topics that can be written to at once.
public final class NewTopics {

  private static final Duration LEADERS_POLL = Duration.ofMillis(100);

  private NewTopics() {}

  /// Returns when each partition has a leader that knows it. One that does not would refuse a first
  /// batch and take the next, which leaves the producer out of sequence.
  public static void make(Admin admin, NewTopic... topics)
      throws ExecutionException, InterruptedException {
    admin.createTopics(List.of(topics)).all().get();
    Map<TopicPartition, OffsetSpec> ends =
        List.of(topics).stream()
            .flatMap(topic ->
                IntStream.range(0, topic.numPartitions())
                    .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
            .collect(toMap(partition -> partition, _ -> OffsetSpec.latest()));
    while (!areLed(admin, ends)) {
      Thread.sleep(LEADERS_POLL);
    }
  }

  /// Only leaders tell offsets.
  private static boolean areLed(Admin admin, Map<TopicPartition, OffsetSpec> ends)
      throws ExecutionException, InterruptedException {
    try {
      var unused = admin.listOffsets(ends).all().get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RetriableException) {
        return false;
      }
      throw e;
    }
  }
}
