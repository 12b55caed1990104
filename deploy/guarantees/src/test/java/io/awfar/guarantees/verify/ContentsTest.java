package io.awfar.guarantees.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.simulator.payload.Event;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ContentsTest {

  private static final String CONTENTS = "says what was sent";
  private static final String CHATS = "row of chats";

  private static final UUID ID = new UUID(1, 2);

  private final SoundRun run = new SoundRun();

  @Test
  void aRawEventWithOtherBytesThanWereSentIsFoundAndNamed() {
    run.comparison.rawEvent("m|1|a", payload(run.events.get(0)));
    run.comparison.rawEvent("s|1|x|sent|9", payload(run.events.get(3)));
    assertThat(run.broken()).isEmpty();

    run.comparison.rawEvent("m|1|b", payload(run.events.get(0)));

    assertBroken(CONTENTS, "m|1|b has other bytes in the raw topic than were sent");
  }

  @Test
  void aTextThatIsAnotherInTheCleanTopicIsFoundAndNamed() {
    run.comparison.message("m|1|a", ID, "text a é");
    assertThat(run.broken()).isEmpty();

    run.comparison.message("m|1|b", ID, "text b");

    assertBroken(CONTENTS, "m|1|b has another text in the clean topic than was sent");
  }

  @Test
  void aTextThatIsAnotherInPostgresqlIsFoundAndNamed() {
    run.comparison.message("m|1|a", ID, "text a é");
    run.comparison.row("m|1|a", ID, "text a é");
    assertThat(run.broken()).isEmpty();

    run.comparison.row("m|1|a", ID, null);

    assertBroken(CONTENTS, "m|1|a has another text in PostgreSQL than in the clean topic");
  }

  @Test
  void aRowWithAnotherIdThanItsCleanMessageIsFoundAndNamed() {
    run.comparison.row("m|1|a", ID, "text a é");

    assertBroken(CONTENTS, "m|1|a has an id in PostgreSQL that no clean message has");
  }

  @Test
  void aChatThatIsNotAsItsMessagesSayIsFoundAndNamed() {
    run.differingChats.add("chat 1: inbound_count 3, not 2");

    assertBroken(CHATS, "chat 1: inbound_count 3, not 2");
  }

  private void assertBroken(String name, String example) {
    assertThat(run.broken())
        .singleElement()
        .satisfies(promise -> {
          assertThat(promise.name()).contains(name);
          assertThat(promise.examples()).containsExactly(example);
        });
  }

  /// As the edge makes it, with more around the event.
  private static ByteBuffer payload(Event event) {
    String json = "{\"metadata\":{},\"messages\":[%s]}".formatted(event.json());
    return ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8));
  }
}
