package io.awfar.persistence.batch;

import io.awfar.whatsapp.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/// Records of one partition, handed to a listener as the container does: a poll, of which more are
/// there to be read ahead; then the poll that follows what was committed.
final class Deliveries {

  static final String POISON = "poison";

  private final TopicPartition partition;
  private final List<String> ids;
  private final int pollRecords;
  private long next;

  /// @param ids what each record's value is: the WhatsApp id of a message, or `POISON`
  Deliveries(TopicPartition partition, List<String> ids, int pollRecords) {
    this.partition = partition;
    this.ids = ids;
    this.pollRecords = pollRecords;
  }

  static Deserializer<Message> decoder(Map<String, Message> messages) {
    return (_, value) -> {
      String id = new String(value, StandardCharsets.UTF_8);
      if (id.equals(POISON)) {
        throw new SerializationException("no Avro");
      }
      return messages.get(id);
    };
  }

  boolean hasNext() {
    return next < ids.size();
  }

  /// Hands over the next poll, which is the same again if the listener throws.
  void handTo(BatchConsumer<Message> listener) {
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    consumer.assign(List.of(partition));
    consumer.updateBeginningOffsets(Map.of(partition, 0L));
    consumer.updateEndOffsets(Map.of(partition, (long) ids.size()));
    consumer.setMaxPollRecords(pollRecords);
    long after = Math.min(ids.size(), next + pollRecords);
    consumer.seek(partition, after);
    records(after, ids.size()).forEach(consumer::addRecord);
    try {
      listener.onMessage(records(next, after), consumer);
    } catch (RuntimeException e) {
      if (consumer.position(partition) != after) {
        throw new AssertionError("what was read ahead is not read again", e);
      }
      throw e;
    }
    next = consumer.committed(Set.of(partition)).get(partition).offset();
  }

  private List<ConsumerRecord<byte[], byte[]>> records(long from, long to) {
    return LongStream.range(from, to)
        .mapToObj(offset ->
            new ConsumerRecord<byte[], byte[]>(
                partition.topic(),
                partition.partition(),
                offset,
                null,
                ids.get((int) offset).getBytes(StandardCharsets.UTF_8)))
        .toList();
  }
}
