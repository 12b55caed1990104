package io.awfar.ingest.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.whatsapp.SendAttempt;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class AttemptJournalTest {

  @Test
  void theAgeOfAStepCountsFromBeforeItsCommitSoThatAFreezeDuringItIsSeen() {
    AtomicLong entered = new AtomicLong();
    var producer =
        new MockProducer<String, byte[]>(
            true, null, new StringSerializer(), new ByteArraySerializer()) {
          @Override
          public void commitTransaction() {
            entered.set(System.nanoTime());
            super.commitTransaction();
          }
        };
    AttemptJournal journal =
        new AttemptJournal(SendQueue.AGENTS.attempts(0), producer, (topic, value) -> new byte[0]);

    Noted noted = journal.write("k", new SendAttempt()).join();

    assertThat(entered.get() - noted.commitNanos()).isNotNegative();
    journal.close();
  }
}
