package io.awfar.bench.dedup;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/// Makes the topics of a comparison and removes them.
record Topics(Admin admin, int partitions) {

  /// A topic that keeps everything, whatever its records' time.
  void make(String name) throws ExecutionException, InterruptedException {
    NewTopic topic =
        new NewTopic(name, partitions, (short) 1)
            .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1"));
    admin.createTopics(List.of(topic)).all().get();
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
