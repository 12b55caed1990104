package io.awfar.ingest.webhook;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The messages of one chat in a history, of both sides, and who is at the other end: the phone
/// number as `id`, the other ids in `context`.
final class HistoryThread {

  static final Slice THREADS = Payload.name("threads");
  private static final Slice MESSAGES = Payload.name("messages");
  private static final String ID = "id";
  private static final String CONTEXT = "context";

  private final List<Element> messages = new ArrayList<>();
  private final List<Slice> others = new ArrayList<>();
  private @Nullable Slice opaque;
  private @Nullable String phone;
  private @Nullable String waId;
  private @Nullable String userId;

  private HistoryThread() {}

  /// Reads the value at which the walk stands, of whatever type it is.
  ///
  /// @param part called for each message and member that has no place here
  static HistoryThread read(JsonWalk walk, Runnable part) {
    HistoryThread thread = new HistoryThread();
    if (!walk.isObject()) {
      thread.opaque = walk.slice();
      return thread;
    }
    walk.members(name -> {
      if (name.equals("messages") && walk.isArray()) {
        walk.elements(() -> {
          part.run();
          thread.messages.add(Element.read(walk));
        });
      } else {
        // Each thread has those, and a history may be of thousands of threads of one message.
        if (!name.equals(ID) && !name.equals(CONTEXT)) {
          part.run();
        }
        thread.other(name, walk);
      }
    });
    return thread;
  }

  List<Element> messages() {
    return messages;
  }

  /// The business-scoped user id of the person at the other end.
  @Nullable String userId() {
    return userId;
  }

  @Nullable String phone() {
    return phone == null ? waId : phone;
  }

  /// A chunk of the history that has this one message only.
  Slice chunkOf(Element message) {
    Slice thread = new Payload().members(others).array(MESSAGES, List.of(message.json())).slice();
    return new Payload().array(THREADS, List.of(thread)).slice();
  }

  /// All of it but the messages.
  Slice rest() {
    return opaque == null ? new Payload().members(others).slice() : opaque;
  }

  private void other(String name, JsonWalk walk) {
    if (name.equals(CONTEXT) && walk.isObject()) {
      others.add(
          walk.memberSlice(id -> {
            switch (id) {
              case "wa_id" -> waId = walk.text();
              case "user_id" -> userId = walk.text();
              default -> {}
            }
          }));
      return;
    }
    if (name.equals(ID)) {
      phone = walk.text();
    }
    others.add(walk.memberSlice());
  }
}
