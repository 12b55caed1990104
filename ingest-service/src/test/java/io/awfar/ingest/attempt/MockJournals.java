package io.awfar.ingest.attempt;

import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Journals that go nowhere, for what is not about them.
public final class MockJournals {

  private MockJournals() {}

  /// One that is open and empty.
  public static OpenJournal open(int partition) {
    var producer =
        new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    return new OpenJournal(
        new AttemptJournal(partition, producer, (topic, value) -> new byte[0]),
        new AttemptTail(Map.of(), 0));
  }
}
