package io.awfar.persistence.media;

import static io.awfar.persistence.Events.media;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.persistence.batch.TestRows;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.MediaOutcome;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MediaRowsTest {

  private static final UUID MESSAGE = new UUID(1, 2);

  private final TestRows rows = TestRows.create();

  @AfterEach
  void close() {
    rows.close();
  }

  private void write(MediaOutcome outcome, long second) {
    rows.write(Topics.MEDIA, media(MESSAGE, outcome, second).build());
  }

  @Test
  void aStoredFileIsNotForgottenForALaterFailure() {
    write(MediaOutcome.FAILED, 1);
    write(MediaOutcome.STORED, 2);
    write(MediaOutcome.EXPIRED, 3);

    assertThat(rows.query("select * from media"))
        .singleElement()
        .satisfies(row ->
            assertThat(row)
                .containsEntry("outcome", "stored")
                .containsEntry("object_key", "object-2")
                .containsEntry("reason", null));
    assertThat(rows.counts().media()).isEqualTo(1);
  }

  @Test
  void theNewestFailureIsTheOneThatIsTold() {
    write(MediaOutcome.EXPIRED, 5);
    write(MediaOutcome.FAILED, 4);

    assertThat(rows.value("select outcome from media")).isEqualTo("expired");
  }

  @Test
  void severalOutcomesInOneBatchAreOneRow() {
    TestRows.Outcome outcome =
        rows.write(
            Topics.MEDIA,
            media(MESSAGE, MediaOutcome.STORED, 1).build(),
            media(MESSAGE, MediaOutcome.FAILED, 2).build(),
            media(new UUID(1, 3), MediaOutcome.EXPIRED, 2).build());

    assertThat(outcome.inserted()).isEqualTo(2);
    assertThat(outcome.repeated()).isEqualTo(1);
    assertThat(rows.query("select outcome from media order by message_id"))
        .extracting(row -> row.get("outcome"))
        .containsExactly("stored", "expired");
  }

  @Test
  void whatIsShownOfAFileGoesAndComesWithIt() {
    rows.write(
        Topics.MEDIA,
        media(MESSAGE, MediaOutcome.STORED, 1)
            .setThumbnailKey("object-1.thumbnail")
            .setWidthPixels(640)
            .setHeightPixels(480)
            .build(),
        media(new UUID(1, 3), MediaOutcome.STORED, 1).setDurationMillis(61_500L).build());

    assertThat(rows.query("select * from media order by message_id"))
        .satisfiesExactly(
            image ->
                assertThat(image)
                    .containsEntry("thumbnail_key", "object-1.thumbnail")
                    .containsEntry("width_pixels", "640")
                    .containsEntry("height_pixels", "480")
                    .containsEntry("duration_millis", null),
            audio ->
                assertThat(audio)
                    .containsEntry("thumbnail_key", null)
                    .containsEntry("duration_millis", "61500"));

    rows.write(Topics.MEDIA, media(MESSAGE, MediaOutcome.STORED, 2).build());

    assertThat(rows.query("select * from media where message_id = '" + MESSAGE + "'"))
        .singleElement()
        .satisfies(row ->
            assertThat(row)
                .containsEntry("thumbnail_key", null)
                .containsEntry("width_pixels", null));
  }

  @Test
  void aFileIsFoundByWhatsAppsIdIfItHasOne() {
    rows.write(
        Topics.MEDIA,
        media(MESSAGE, MediaOutcome.EXPIRED, 1).setMediaId("4711").build(),
        media(new UUID(1, 3), MediaOutcome.STORED, 2).setMediaId("").build());

    assertThat(rows.query("select media_id from media order by message_id"))
        .extracting(row -> row.get("media_id"))
        .containsExactly("4711", null);
  }
}
