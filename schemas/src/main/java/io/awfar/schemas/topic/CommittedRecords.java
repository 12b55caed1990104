package io.awfar.schemas.topic;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/// How every service of ours reads a topic that is written in transactions, whatever else is set
/// about Kafka: what an aborted transaction wrote was never there, and a record counts as read once
/// its effect is stored and not before.
public final class CommittedRecords {

  public static final Map<String, Object> CONFIGS =
      Map.of(
          ConsumerConfig.ISOLATION_LEVEL_CONFIG,
          "read_committed",
          ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
          false);

  private CommittedRecords() {}
}
