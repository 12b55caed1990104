package io.awfar.bench.dedup;

import io.awfar.bench.setup.NewTopics;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;

/// Makes the topics of a comparison and removes them.
record Topics(Admin admin, int partitions) {

  /// A topic that keeps everything, whatever its records' time.
  void make(String name) throws ExecutionException, InterruptedException {
    NewTopic topic =
        new NewTopic(name, partitions, (short) 1)
            .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1"));
    NewTopics.make(admin, topic);
  }

  /// Makes room: forgets all records of a topic.
  void empty(String name) throws ExecutionException, InterruptedException {
    Map<TopicPartition, RecordsToDelete> all =
        all(name)
            .collect(Collectors.toMap(Function.identity(), p -> RecordsToDelete.beforeOffset(-1)));
    admin.deleteRecords(all).all().get();
  }

  private Stream<TopicPartition> all(String name) {
    return IntStream.range(0, partitions)
        .mapToObj(partition -> new TopicPartition(name, partition));
  }

  /// Removes all topics whose names begin so.
  void remove(String prefix) throws ExecutionException, InterruptedException {
    admin
        .deleteTopics(
            admin.listTopics().names().get().stream()
                .filter(name -> name.startsWith(prefix))
                .toList())
        .all()
        .get();
  }
}
