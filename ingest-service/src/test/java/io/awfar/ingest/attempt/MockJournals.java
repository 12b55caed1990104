package io.awfar.ingest.attempt;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Journals that go nowhere, for what is not about them.
public final class MockJournals {

  private MockJournals() {}

  /// One that is open and empty.
  public static OpenJournal open(int partition) {
    return open(partition, Map.of());
  }

  /// One that is open and knows one attempt of one command.
  public static OpenJournal open(int partition, long command, KnownAttempt attempt) {
    return open(partition, Map.of(command, attempt));
  }

  private static OpenJournal open(int partition, Map<Long, KnownAttempt> known) {
    var producer =
        new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    return new OpenJournal(
        new AttemptJournal(
            SendQueue.AGENTS.attempts(partition), producer, (topic, value) -> new byte[0]),
        new AttemptTail(known, new RememberedSends(100, Duration.ofHours(24), forgotten -> {}), 0));
  }
}
