package io.awfar.persistence.file;

import static io.awfar.persistence.Events.media;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.persistence.batch.TestRows;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.FileEvent;
import io.awfar.whatsapp.FileEventType;
import io.awfar.whatsapp.MediaEvent;
import io.awfar.whatsapp.MediaOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FileRowsTest {

  private static final UUID USER = new UUID(7, 7);

  private final TestRows rows = TestRows.create();

  @AfterEach
  void close() {
    rows.close();
  }

  private static FileEvent event(FileEventType type, String key, long second) {
    FileEvent.Builder event =
        FileEvent.newBuilder()
            .setOwnerId(stored(1).getOwnerId())
            .setObjectKey(key)
            .setType(type)
            .setOccurredAt(Instant.ofEpochSecond(second))
            .setActorId(USER);
    if (type == FileEventType.UPLOADED) {
      event.setMimeType("image/png").setKind("image").setSizeBytes(second).setFileName("a.png");
    }
    return event.build();
  }

  private static MediaEvent stored(long second) {
    return media(new UUID(1, 2), MediaOutcome.STORED, second)
        .setObjectKey("key")
        .setOccurredAt(Instant.ofEpochSecond(second))
        .build();
  }

  @Test
  void anUploadedFileIsARow() {
    rows.write(Topics.FILES, event(FileEventType.UPLOADED, "key", 5));

    assertThat(rows.query("select * from files"))
        .singleElement()
        .satisfies(row ->
            assertThat(row)
                .containsEntry("object_key", "key")
                .containsEntry("size_bytes", "5")
                .containsEntry("uploaded_by", USER.toString())
                .containsEntry("kind", "image")
                .containsEntry("gone_at", null));
  }

  @Test
  void whatWasToldLastHoldsInWhateverOrderAndHoweverOftenItIsRead() {
    List<FileEvent> events =
        List.of(
            event(FileEventType.UPLOADED, "key", 1),
            event(FileEventType.DELETED, "key", 2),
            event(FileEventType.UPLOADED, "key", 3),
            event(FileEventType.MISSING, "key", 4));
    rows.write(Topics.FILES, events.toArray(FileEvent[]::new));
    List<Map<String, String>> expected = rows.query("select * from files");

    Random random = new Random(5);
    for (int i = 0; i < 4; i++) {
      List<FileEvent> shuffled = new ArrayList<>(events);
      shuffled.addAll(events);
      Collections.shuffle(shuffled, random);
      try (TestRows other = TestRows.create()) {
        shuffled.forEach(event -> other.write(Topics.FILES, event));
        assertThat(other.query("select * from files")).isEqualTo(expected);
      }
    }
    assertThat(expected.getFirst())
        .containsEntry("gone", "missing")
        .containsEntry("size_bytes", "3");
  }

  /// Whoever compares them with a bucket reads both in one order.
  @Test
  void keysOfObjectsAreInTheOrderOfBytes() {
    assertThat(
            rows.query(
                "select table_name, collation_name from information_schema.columns"
                    + " where column_name = 'object_key' order by table_name"))
        .containsExactly(
            Map.of("table_name", "files", "collation_name", "C"),
            Map.of("table_name", "media", "collation_name", "C"));
  }

  @Test
  void theFileOfAMessageIsDeletedWithItsObject() {
    rows.write(Topics.MEDIA, stored(1));

    rows.write(Topics.FILES, event(FileEventType.DELETED, "key", 2));

    assertThat(rows.value("select outcome from media")).isEqualTo("deleted");
  }

  @Test
  void theFileOfAMessageIsDeletedAlsoIfItsEndIsReadFirst() {
    rows.write(Topics.FILES, event(FileEventType.DELETED, "key", 2));

    rows.write(Topics.MEDIA, stored(1));
    rows.write(Topics.MEDIA, stored(1));

    assertThat(rows.value("select outcome from media")).isEqualTo("deleted");
  }

  @Test
  void readAgainADeletedFileStaysDeleted() {
    rows.write(Topics.MEDIA, stored(1));
    rows.write(Topics.FILES, event(FileEventType.DELETED, "key", 2));

    rows.write(Topics.MEDIA, stored(1));
    rows.write(Topics.FILES, event(FileEventType.DELETED, "key", 2));

    assertThat(rows.value("select outcome from media")).isEqualTo("deleted");
  }

  @Test
  void aFileThatIsStoredAfterItsEndIsThere() {
    rows.write(Topics.FILES, event(FileEventType.DELETED, "key", 2));

    rows.write(Topics.MEDIA, stored(3));

    assertThat(rows.value("select outcome from media")).isEqualTo("stored");
  }

  @Test
  void theSameKeyInAnotherWorkspaceIsNoConcernOfIt() {
    rows.write(Topics.MEDIA, stored(1));
    FileEvent foreign =
        FileEvent.newBuilder(event(FileEventType.DELETED, "key", 2))
            .setOwnerId(new UUID(9, 9))
            .build();

    rows.write(Topics.FILES, foreign);

    assertThat(rows.value("select outcome from media")).isEqualTo("stored");
  }

  private static MediaEvent storedWithAnother(long second) {
    return MediaEvent.newBuilder(stored(second)).setMessageId(new UUID(1, 3)).build();
  }

  private List<String> outcomes() {
    return rows.query("select outcome from media order by message_id").stream()
        .map(row -> row.get("outcome"))
        .toList();
  }

  @Test
  void aMissingFileIsBackWhenItComesWithAnotherMessage() {
    rows.write(Topics.MEDIA, stored(1));
    rows.write(Topics.FILES, event(FileEventType.MISSING, "key", 2));
    assertThat(outcomes()).containsExactly("missing");

    rows.write(Topics.MEDIA, storedWithAnother(3));

    assertThat(outcomes()).containsExactly("stored", "stored");
  }

  @Test
  void aMissingFileIsBackWhenItIsUploaded() {
    rows.write(Topics.MEDIA, stored(1), storedWithAnother(1));
    rows.write(Topics.FILES, event(FileEventType.MISSING, "key", 2));
    assertThat(outcomes()).containsExactly("missing", "missing");

    rows.write(Topics.FILES, event(FileEventType.UPLOADED, "key", 3));

    assertThat(outcomes()).containsExactly("stored", "stored");
  }

  @Test
  void aMissingFileIsBackInWhateverOrderAndHoweverOftenItIsRead() {
    rows.write(Topics.MEDIA, storedWithAnother(3));
    rows.write(Topics.FILES, event(FileEventType.MISSING, "key", 2));
    rows.write(Topics.MEDIA, stored(1));
    assertThat(outcomes()).containsExactly("stored", "stored");

    rows.write(Topics.FILES, event(FileEventType.MISSING, "key", 2));

    assertThat(outcomes()).containsExactly("stored", "stored");
  }

  @Test
  void whatWasStoredBeforeAFileWentMissingDoesNotBringItBack() {
    rows.write(Topics.MEDIA, stored(1));
    rows.write(Topics.FILES, event(FileEventType.MISSING, "key", 3));

    rows.write(Topics.MEDIA, storedWithAnother(2));
    rows.write(Topics.FILES, event(FileEventType.UPLOADED, "key", 2));

    assertThat(outcomes()).containsExactly("missing", "missing");
  }

  @Test
  void aDeletedFileDoesNotComeBackForThoseItWasDeletedFor() {
    rows.write(Topics.MEDIA, stored(1));
    rows.write(Topics.FILES, event(FileEventType.DELETED, "key", 2));

    rows.write(Topics.MEDIA, storedWithAnother(3));
    rows.write(Topics.FILES, event(FileEventType.UPLOADED, "key", 4));

    assertThat(outcomes()).containsExactly("deleted", "stored");
  }

  @Test
  void aMissingFileThatIsDeletedDoesNotComeBack() {
    rows.write(Topics.MEDIA, stored(1));
    rows.write(Topics.FILES, event(FileEventType.MISSING, "key", 2));
    rows.write(Topics.FILES, event(FileEventType.DELETED, "key", 3));

    rows.write(Topics.MEDIA, storedWithAnother(4));

    assertThat(outcomes()).containsExactly("deleted", "stored");
  }

  @Test
  void aDeletedFileThatIsMissingLaterDoesNotComeBack() {
    rows.write(Topics.MEDIA, stored(1));
    rows.write(
        Topics.FILES,
        event(FileEventType.DELETED, "key", 2),
        event(FileEventType.UPLOADED, "key", 3),
        event(FileEventType.MISSING, "key", 4));

    rows.write(Topics.MEDIA, storedWithAnother(5));

    assertThat(outcomes()).containsExactly("deleted", "stored");
  }

  @Test
  void aDeletedFileThatIsMissingLaterDoesNotComeBackAlsoIfItsEndsAreReadFirst() {
    rows.write(Topics.FILES, event(FileEventType.DELETED, "key", 2));
    rows.write(Topics.FILES, event(FileEventType.MISSING, "key", 4));
    rows.write(Topics.FILES, event(FileEventType.UPLOADED, "key", 5));

    rows.write(Topics.MEDIA, stored(1), storedWithAnother(3));

    assertThat(outcomes()).containsExactly("deleted", "stored");
  }

  @Test
  void aMissingFileOfAnotherWorkspaceDoesNotComeBack() {
    rows.write(Topics.MEDIA, stored(1));
    rows.write(Topics.FILES, event(FileEventType.MISSING, "key", 2));

    rows.write(
        Topics.MEDIA,
        MediaEvent.newBuilder(storedWithAnother(3)).setOwnerId(new UUID(9, 9)).build());

    assertThat(rows.value("select outcome from media where message_id = '" + new UUID(1, 2) + "'"))
        .isEqualTo("missing");
  }
}
