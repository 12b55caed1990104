package io.awfar.media.transfer;

import io.awfar.whatsapp.DeadLetter;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// What one poll brought.
///
/// @param files messages with a file; those without need nothing
/// @param poison records that are no messages
/// @param next where each partition goes on once all of this is done
record Batch(
    List<PendingFile> files, List<Poison> poison, Map<TopicPartition, OffsetAndMetadata> next) {

  /// @param key untouched key of the record
  record Poison(byte @Nullable [] key, DeadLetter letter) {}
}
