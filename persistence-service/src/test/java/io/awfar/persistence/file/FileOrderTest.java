package io.awfar.persistence.file;

import static io.awfar.persistence.Events.media;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.persistence.Events;
import io.awfar.persistence.batch.TestRows;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.FileEvent;
import io.awfar.whatsapp.FileEventType;
import io.awfar.whatsapp.MediaEvent;
import io.awfar.whatsapp.MediaOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is told of a file and of its messages is read in every order and cut into batches in every
/// way, each for a file of its own, side by side.
class FileOrderTest {

  private static final UUID USER = new UUID(7, 7);

  /// What is told of one file: that a message has it (`a` is of the first one), or of its object.
  private record Told(String what, long second) {

    static Told of(String text) {
      return new Told(text.substring(0, 1), Long.parseLong(text.substring(1)));
    }

    boolean isOfMessage() {
      return Character.isLowerCase(what.charAt(0));
    }

    MediaEvent ofMessage(int file) {
      return media(new UUID(file, what.charAt(0)), MediaOutcome.STORED, second)
          .setObjectKey("key-" + file)
          .build();
    }

    FileEvent ofObject(int file) {
      FileEventType type =
          switch (what) {
            case "U" -> FileEventType.UPLOADED;
            case "D" -> FileEventType.DELETED;
            case "M" -> FileEventType.MISSING;
            default -> throw new IllegalArgumentException(what);
          };
      return FileEvent.newBuilder()
          .setOwnerId(Events.OWNER)
          .setObjectKey("key-" + file)
          .setType(type)
          .setOccurredAt(Events.second(second))
          .setActorId(type == FileEventType.MISSING ? null : USER)
          .setSizeBytes(type == FileEventType.UPLOADED ? second : null)
          .build();
    }
  }

  @ParameterizedTest
  @CsvSource({
    // What was deleted stays so, whatever is missing and comes back later.
    "a1 D2 U3 M4 U5, deleted",
    "a1 D2 b3 M4 U5, deleted stored",
    "a1 D2 b3 M4 c5, deleted stored stored",
    "a1 D2 b3 M4 U3, deleted missing",
    "a1 D2 D3 M4 b5, deleted stored",
    "a1 M2 b3 D4 c5, deleted deleted stored",
    "a1 D2 M2 b3 M4, deleted missing",
    "a1 D2 M2 U3, deleted",
    "a1 M2 b3 M4 c5, stored stored stored"
  })
  void rowsAreTheSameInWhateverOrderAndBatchesItIsRead(String told, String outcomes) {
    List<List<List<Told>>> ways = new ArrayList<>();
    for (List<Told> order : orders(List.of(told.split(" ")).stream().map(Told::of).toList())) {
      for (int cuts = 0; cuts < 1 << (order.size() - 1); cuts++) {
        ways.add(batches(order, cuts));
      }
    }

    try (TestRows rows = TestRows.create()) {
      read(rows, ways);

      assertThat(
              rows.query(
                  """
                  select outcomes, count(*) from (
                    select string_agg(outcome, ' ' order by message_id) as outcomes
                    from media group by object_key) as file
                  group by outcomes
                  """))
          .singleElement()
          .satisfies(row ->
              assertThat(row)
                  .containsEntry("outcomes", outcomes)
                  .containsEntry("count", "" + ways.size()));
      assertThat(
              rows.query(
                  """
                  select count(*) from files
                  group by owner_id, uploaded_at, gone_at, size_bytes, uploaded_by, deleted_by, gone,
                    deleted_at
                  """))
          .singleElement()
          .satisfies(row -> assertThat(row).containsEntry("count", "" + ways.size()));
    }
  }

  /// The first batch of every file, then the second of every file, and so on.
  private static void read(TestRows rows, List<List<List<Told>>> ways) {
    int batchesMax = ways.stream().mapToInt(List::size).max().orElseThrow();
    for (int i = 0; i < batchesMax; i++) {
      List<MediaEvent> ofMessages = new ArrayList<>();
      List<FileEvent> ofObjects = new ArrayList<>();
      for (int file = 0; file < ways.size(); file++) {
        if (i < ways.get(file).size()) {
          for (Told told : ways.get(file).get(i)) {
            if (told.isOfMessage()) {
              ofMessages.add(told.ofMessage(file));
            } else {
              ofObjects.add(told.ofObject(file));
            }
          }
        }
      }
      assertThat(rows.write(Topics.MEDIA, 0, ofMessages).rejected()).isEmpty();
      assertThat(rows.write(Topics.FILES, 0, ofObjects).rejected()).isEmpty();
    }
  }

  private static List<List<Told>> orders(List<Told> told) {
    if (told.isEmpty()) {
      return List.of(List.of());
    }
    List<List<Told>> orders = new ArrayList<>();
    for (int i = 0; i < told.size(); i++) {
      List<Told> others = new ArrayList<>(told);
      Told first = others.remove(i);
      for (List<Told> rest : orders(others)) {
        List<Told> order = new ArrayList<>(List.of(first));
        order.addAll(rest);
        orders.add(order);
      }
    }
    return orders;
  }

  /// Each bit is a cut behind an event. No batch is of two topics.
  private static List<List<Told>> batches(List<Told> order, int cuts) {
    List<List<Told>> batches = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      boolean isCut = i == 0 || (cuts >> (i - 1) & 1) == 1;
      if (isCut || order.get(i).isOfMessage() != order.get(i - 1).isOfMessage()) {
        batches.add(new ArrayList<>());
      }
      batches.getLast().add(order.get(i));
    }
    return batches;
  }
}
