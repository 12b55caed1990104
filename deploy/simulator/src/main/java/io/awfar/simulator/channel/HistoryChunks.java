package io.awfar.simulator.channel;

import io.awfar.simulator.payload.Contact;
import io.awfar.simulator.payload.Draw;
import io.awfar.simulator.payload.JsonText;
import io.awfar.simulator.payload.People;
import io.awfar.simulator.payload.PhoneNumber;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What was written on a number before it came to the platform, in chunks of thousands of messages.
///
/// Meta's page "history webhook reference": phase 0 is the last day, 1 the last 90 days, 2 those
/// before; `chunk_order` tells the order in which chunks belong, `progress` is 100 at the end.
/// Messages of both sides are in a thread; those of the business have a `to`; media come without
/// their files. A webhook has at most 3 MB.
public final class HistoryChunks {

  /// Most messages of one history.
  public static final int MESSAGES_MAX = 100_000;

  // Leaves room for what is around the value, in 3 MB.
  private static final int CHUNK_BYTES_MAX = 2_900_000;
  private static final int THREAD_MESSAGES = 50;
  private static final long DAY_SECONDS = 86_400;
  private static final int DAYS = 180;
  private static final List<String> STATUSES =
      List.of("READ", "READ", "DELIVERED", "PLAYED", "SENT", "ERROR");

  private final PhoneNumber number;
  private final People people;
  private final Instant now;
  private final String unique;
  private final Draw draw;

  /// The history of a number up to now.
  ///
  /// @param unique hex digits that no other history has
  public HistoryChunks(PhoneNumber number, People people, Instant now, String unique, Draw draw) {
    this.number = number;
    this.people = people;
    this.now = now;
    this.unique = unique;
    this.draw = draw;
  }

  /// The `value` of each webhook, oldest phase last.
  ///
  /// @param messages how many messages in all
  /// @param perChunk how many of them in a chunk, if they are not too large
  public List<String> values(int messages, int perChunk) {
    List<List<ThreadOfChat>> chunks = new ArrayList<>();
    List<ThreadOfChat> chunk = new ArrayList<>();
    int inChunk = 0;
    long bytes = 0;
    for (int first = 0; first < messages; first += THREAD_MESSAGES) {
      ThreadOfChat thread = thread(first, Math.min(THREAD_MESSAGES, messages - first), messages);
      int size = thread.messages.size();
      if (!chunk.isEmpty()
          && (inChunk + size > perChunk || bytes + thread.bytes() > CHUNK_BYTES_MAX)) {
        chunks.add(chunk);
        chunk = new ArrayList<>();
        inChunk = 0;
        bytes = 0;
      }
      chunk.add(thread);
      inChunk += size;
      bytes += thread.bytes();
    }
    chunks.add(chunk);
    List<String> values = new ArrayList<>();
    for (int i = 0; i < chunks.size(); i++) {
      values.add(value(chunks.get(i), i, chunks.size()));
    }
    return values;
  }

  private String value(List<ThreadOfChat> threads, int index, int count) {
    return JsonText.object(value -> {
      number.writeTo(value);
      value.list(
          "history",
          history ->
              history.item(chunk ->
                  chunk
                      .object(
                          "metadata",
                          metadata ->
                              metadata
                                  .put("phase", Math.min(2, 3 * index / count))
                                  .put("chunk_order", index + 1)
                                  .put("progress", 100 * (index + 1) / count))
                      .list("threads", list -> threads.forEach(t -> list.item(t::writeTo)))));
    });
  }

  private ThreadOfChat thread(int first, int size, int all) {
    Contact person = people.draw(draw);
    List<String> messages = new ArrayList<>(size);
    for (int i = first; i < first + size; i++) {
      int position = i;
      messages.add(JsonText.object(message -> message(message, person, position, all)));
    }
    return new ThreadOfChat(person.id(), messages);
  }

  private void message(JsonText message, Contact person, int position, int all) {
    boolean ours = draw.chance(0.5);
    // The newest first.
    long at = now.getEpochSecond() - 1 - DAYS * DAY_SECONDS * position / all;
    message.put("from", ours ? number.display() : person.id());
    if (ours) {
      message.put("to", person.id());
    }
    message.put("id", "wamid." + unique + 'H' + position).put("timestamp", Long.toString(at));
    switch (draw.below(20)) {
      case 0 -> message.put("type", "media_placeholder");
      case 1 ->
          message
              .put("type", "location")
              .object("location", l -> l.put("latitude", 30.04).put("longitude", 31.24));
      default ->
          message
              .put("type", "text")
              .object("text", text -> text.put("body", "رسالة قديمة — old message " + position));
    }
    message.object("history_context", context -> context.put("status", draw.pick(STATUSES)));
  }

  private record ThreadOfChat(String id, List<String> messages) {
    void writeTo(JsonText thread) {
      thread.put("id", id).list("messages", list -> messages.forEach(list::raw));
    }

    long bytes() {
      return messages.stream()
          .mapToLong(message -> message.getBytes(StandardCharsets.UTF_8).length + 1L)
          .sum();
    }
  }
}
