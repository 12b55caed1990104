package io.awfar.ingest.attempt;

import io.awfar.schemas.topic.Topic;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.SendAttempt;
import io.awfar.whatsapp.SendCommand;
import java.util.Arrays;
import org.apache.kafka.common.TopicPartition;

/// The topics of commands, most urgent first. Each has attempts and journals of its own, so that
/// what holds for a partition of the one does not depend on the other.
public enum SendQueue {
  /// Of agents, and bulk that stands in the same topic.
  AGENTS(Topics.SENDS, Topics.SEND_ATTEMPTS, "ingest-service.sends"),
  /// Of many at once.
  BULK(Topics.SENDS_BULK, Topics.SEND_ATTEMPTS_BULK, "ingest-service.sends.bulk");

  private final String commands;
  private final String attempts;
  private final String journals;

  SendQueue(Topic<SendCommand> commands, Topic<SendAttempt> attempts, String journals) {
    this.commands = commands.name();
    this.attempts = attempts.name();
    this.journals = journals;
  }

  /// The queue that this partition of commands belongs to.
  public static SendQueue of(TopicPartition partition) {
    return Arrays.stream(values())
        .filter(queue -> queue.topic().equals(partition.topic()))
        .findFirst()
        .orElseThrow();
  }

  /// Name of the topic of commands.
  public String topic() {
    return commands;
  }

  TopicPartition attempts(int partition) {
    return new TopicPartition(attempts, partition);
  }

  /// Under which its journal is written by one instance at a time.
  String transactionalId(int partition) {
    return journals + '-' + partition;
  }
}
