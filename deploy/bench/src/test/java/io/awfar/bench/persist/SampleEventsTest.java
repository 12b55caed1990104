package io.awfar.bench.persist;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.schemas.serde.TrustedContracts;
import io.awfar.whatsapp.Message;
import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SampleEventsTest {

  @Test
  void theChatsOfSomeMessagesAreThoseThatTheyName() {
    TrustedContracts.trust();
    SampleEvents events = new SampleEvents(1_000, Instant.EPOCH);

    long named =
        LongStream.range(0, 500)
            .mapToObj(events::message)
            .map(Message::getWaChatId)
            .distinct()
            .count();

    assertThat(named).isLessThan(500);
    assertThat(events.chatsOf(500)).isEqualTo((int) named);
  }
}
