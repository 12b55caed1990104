package io.awfar.guarantees.verify;

import io.awfar.schemas.id.Sha256;
import io.awfar.simulator.payload.Event;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Compares what is stored with what was sent, one record or row at a time.
///
/// Nothing of them is kept but a few examples, and of each clean message 64 bits of the hash of its
/// text. What no event of the ledger has the identity of is passed over: that is about other
/// promises.
final class ContentComparison {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final long NO_TEXT = 0;

  private final SentEvents sent;
  private final Map<UUID, Long> textHashes = new HashMap<>();
  private final List<String> examples = new ArrayList<>();
  private long rawEvents;
  private long texts;
  private long rows;
  private long differing;

  ContentComparison(SentEvents sent) {
    this.sent = sent;
  }

  /// A raw record has the very bytes of its event, be it the first or a repeat.
  void rawEvent(String identity, ByteBuffer payload) {
    Optional<Event> event = sent.event(identity);
    if (event.isEmpty()) {
      return;
    }
    rawEvents++;
    if (!asBytes(payload).contains(asBytes(event.get()))) {
      differs(identity + " has other bytes in the raw topic than were sent");
    }
  }

  /// A clean message, if its event is a text, has that text.
  ///
  /// @param id of its row, too
  void message(String identity, UUID id, @Nullable String text) {
    textHashes.put(id, hash(text));
    Optional<String> written = sent.event(identity).flatMap(ContentComparison::text);
    if (written.isEmpty()) {
      return;
    }
    texts++;
    if (!written.get().equals(text)) {
      differs(identity + " has another text in the clean topic than was sent");
    }
  }

  /// A row of messages has the text of its clean message. After all of those.
  void row(String identity, UUID id, @Nullable String body) {
    Long hash = textHashes.get(id);
    rows++;
    if (hash == null) {
      differs(identity + " has an id in PostgreSQL that no clean message has");
    } else if (hash != hash(body)) {
      differs(identity + " has another text in PostgreSQL than in the clean topic");
    }
  }

  Contents contents() {
    return new Contents(rawEvents, texts, rows, differing, List.copyOf(examples));
  }

  private void differs(String example) {
    differing++;
    if (examples.size() < Promise.EXAMPLES_MAX) {
      examples.add(example);
    }
  }

  /// What a text message says.
  private static Optional<String> text(Event event) {
    if (!(event instanceof Event.MessageEvent)) {
      return Optional.empty();
    }
    JsonNode message = JSON.readTree(event.json());
    return message.required("type").stringValue().equals("text")
        ? Optional.of(message.required("text").required("body").stringValue())
        : Optional.empty();
  }

  /// A character for each byte, so that texts can be searched for bytes.
  private static String asBytes(ByteBuffer payload) {
    return StandardCharsets.ISO_8859_1.decode(payload.duplicate()).toString();
  }

  private static String asBytes(Event event) {
    return new String(event.json().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static long hash(@Nullable String text) {
    return text == null ? NO_TEXT : ByteBuffer.wrap(Sha256.digest(text)).getLong();
  }
}
