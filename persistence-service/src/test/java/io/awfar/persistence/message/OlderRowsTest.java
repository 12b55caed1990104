package io.awfar.persistence.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.awfar.persistence.Events;
import io.awfar.persistence.batch.TestRows;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.DeliveryStatus;
import io.awfar.whatsapp.MediaOutcome;
import io.awfar.whatsapp.MessageStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is left of the messages of a month that was dropped goes by `delete-older.sql`.
class OlderRowsTest {

  /// They fill several pages.
  private static final int STATUSES = 300;

  private static final Instant JANUARY = Instant.parse("2027-01-10T10:00:00Z");
  private static final Instant JANUARY_END = Instant.parse("2027-01-31T23:59:00Z");
  private static final Instant FEBRUARY = Instant.parse("2027-02-10T10:00:00Z");

  private final TestRows rows = TestRows.create();
  private final PartitioningScripts scripts = new PartitioningScripts(rows);

  @BeforeEach
  void makeMonths() throws SQLException {
    scripts.convert("2027-01-01");
    scripts.addMonth("messages_2027_01", "2027-02-01");
    scripts.addMonth("messages_2027_02", "2027-03-01");
  }

  @AfterEach
  void close() {
    rows.close();
  }

  private void dropJanuary() throws SQLException {
    scripts.dropMonth("messages_first");
    scripts.dropMonth("messages_2027_01");
  }

  private void deleteOlder() throws SQLException {
    scripts.run("delete-older.sql", Map.of("pages", "1"));
  }

  private static MessageStatus status(String wamid, Instant occurredAt) {
    return Events.status("c", "201", wamid, DeliveryStatus.DELIVERED, 0)
        .setOccurredAt(occurredAt)
        .setReceivedAt(occurredAt)
        .build();
  }

  private void writeStatuses(String wamid, Instant occurredAt) {
    List<MessageStatus> statuses = new ArrayList<>();
    for (int i = 0; i < STATUSES; i++) {
      statuses.add(status(wamid + i, occurredAt));
    }
    rows.write(Topics.STATUSES, 0, statuses);
  }

  private void assertStatuses(int count, String wamid) {
    assertThat(
            rows.value(
                "select count(*) from message_statuses where wa_message_id like '" + wamid + "%'"))
        .as(wamid)
        .isEqualTo("" + count);
  }

  @Test
  void statusesGoOnceTheirMonthIsDropped() throws Exception {
    writeStatuses("january", JANUARY);
    writeStatuses("end", JANUARY_END);
    writeStatuses("february", FEBRUARY);
    dropJanuary();

    deleteOlder();

    assertStatuses(0, "january");
    // Whether its message is of January is for two clocks to say.
    assertStatuses(STATUSES, "end");
    assertStatuses(STATUSES, "february");
  }

  @Test
  void theFateOfFilesGoesWithThem() throws Exception {
    for (Instant at : List.of(JANUARY, FEBRUARY)) {
      rows.write(
          Topics.MEDIA,
          Events.media(new UUID(1, at.getEpochSecond()), MediaOutcome.STORED, 0)
              .setOccurredAt(at)
              .build());
    }
    dropJanuary();

    deleteOlder();

    String february = Long.toString(FEBRUARY.getEpochSecond());
    assertThat(rows.value("select extract(epoch from occurred_at)::bigint from media"))
        .isEqualTo(february);
    assertThat(rows.query("select * from media")).hasSize(1);
  }

  /// However young the oldest month is.
  @Test
  void tracesOfRepeatsStayForAsLongAsTheirTopicsMayBeReadAgain() throws Exception {
    try (Connection database = rows.connect();
        Statement statement = database.createStatement()) {
      statement.execute(
          """
          insert into suppressed_events (owner_id, received_at, kind, channel_id, event_key)
          select gen_random_uuid(), now() - days * interval '1 day', 'message', 'c', days::text
          from unnest(array[1, 13, 15, 30]) as days
          """);
    }
    scripts.addMonth("messages_2098_12", "2099-01-01");
    scripts.addMonth("messages_2099_01", "2099-02-01");
    dropJanuary();
    scripts.dropMonth("messages_2027_02");
    scripts.dropMonth("messages_2098_12");

    deleteOlder();

    assertThat(rows.query("select event_key from suppressed_events"))
        .extracting(row -> row.get("event_key"))
        .containsExactlyInAnyOrder("1", "13");
    assertThat(List.of(Topics.MESSAGES, Topics.STATUSES, Topics.CHANNEL_EVENTS))
        .extracting(topic -> topic.retention().toDays())
        .containsOnly(14L);
  }

  @Test
  void nothingGoesBeforeAMonthIsDropped() {
    rows.write(Topics.STATUSES, status("w", JANUARY));

    assertThatThrownBy(this::deleteOlder).hasMessageContaining("no month was dropped");

    assertStatuses(1, "w");
  }

  @Test
  void itWaitsForNobodyWhoReadsOrWrites() throws Exception {
    writeStatuses("january", JANUARY);
    dropJanuary();
    try (Connection other = rows.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("select count(*) from message_statuses");
      statement.execute(
          """
          insert into message_statuses (owner_id, occurred_at, received_at, rank, wa_message_id,
            status, recipient, channel_id)
          select owner_id, now(), now(), rank, 'open', status, recipient, channel_id
          from message_statuses limit 1
          """);

      deleteOlder();

      other.commit();
    }
    assertStatuses(0, "january");
    assertStatuses(1, "open");
  }
}
