package io.awfar.persistence.status;

import static io.awfar.persistence.Events.message;
import static io.awfar.persistence.Events.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.persistence.Events;
import io.awfar.persistence.batch.TestRows;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.Conversation;
import io.awfar.whatsapp.DeliveryStatus;
import io.awfar.whatsapp.Direction;
import io.awfar.whatsapp.MessageStatus;
import io.awfar.whatsapp.Pricing;
import io.awfar.whatsapp.WhatsAppError;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusRowsTest {

  private static final String CURRENT =
      "select status from message_statuses where wa_message_id = 'w' order by rank desc limit 1";

  private final TestRows rows = TestRows.create();

  @AfterEach
  void close() {
    rows.close();
  }

  private void write(DeliveryStatus step, long second) {
    rows.write(Topics.STATUSES, status("c", "201", "w", step, second).build());
  }

  @Test
  void aStatusThatComesBeforeItsMessageIsKept() {
    write(DeliveryStatus.DELIVERED, 5);
    rows.write(Topics.MESSAGES, message("c", "201", "w", 0, Direction.OUTBOUND).build());

    assertThat(
            rows.value(
                """
                select s.status from messages m join message_statuses s
                on s.owner_id = m.owner_id and s.wa_message_id = m.wa_message_id
                """))
        .isEqualTo("delivered");
  }

  @Test
  void theCurrentStatusNeverGoesDown() {
    write(DeliveryStatus.READ, 30);
    write(DeliveryStatus.SENT, 10);
    write(DeliveryStatus.FAILED, 40);
    write(DeliveryStatus.DELIVERED, 20);

    assertThat(rows.value(CURRENT)).isEqualTo("read");
    assertThat(rows.query("select * from message_statuses")).hasSize(4);
  }

  @Test
  void stepsRankAsWhatsAppMeansThem() {
    assertThat(
            List.of(
                    DeliveryStatus.UNKNOWN,
                    DeliveryStatus.QUEUED,
                    DeliveryStatus.ACCEPTED,
                    DeliveryStatus.UNCONFIRMED,
                    DeliveryStatus.SENT,
                    DeliveryStatus.FAILED,
                    DeliveryStatus.DELIVERED,
                    DeliveryStatus.READ,
                    DeliveryStatus.PLAYED)
                .stream()
                .map(StatusRank::of))
        .isSorted()
        .doesNotHaveDuplicates()
        .hasSize(DeliveryStatus.values().length);
  }

  @Test
  void duplicatesInsideOneBatchAreOneStep() {
    MessageStatus step = status("c", "201", "w", DeliveryStatus.READ, 1).build();

    TestRows.Outcome outcome = rows.write(Topics.STATUSES, step, step);

    assertThat(outcome.inserted()).isEqualTo(1);
    assertThat(outcome.repeated()).isEqualTo(1);
    assertThat(rows.counts().statuses()).isEqualTo(1);
  }

  @Test
  void aStepPublishedTwiceLeavesATrace() {
    MessageStatus step = status("c", "201", "w", DeliveryStatus.READ, 1).build();
    MessageStatus again =
        MessageStatus.newBuilder(step).setReceivedAt(Events.second(900_000)).build();

    rows.write(Topics.STATUSES, step, again);
    assertThat(rows.write(Topics.STATUSES, step, again).repeated()).isEqualTo(2);

    assertThat(rows.counts().statuses()).isEqualTo(1);
    assertThat(rows.counts().suppressed()).isEqualTo(1);
    assertThat(rows.counts().stored()).isEqualTo(2);
  }

  @Test
  void theMembersOfAGroupAndStepsWithoutANameOfOursAreTold() {
    rows.write(
        Topics.STATUSES,
        status("c", "201", "w", DeliveryStatus.READ, 1).setGroupId("g").build(),
        status("c", "202", "w", DeliveryStatus.READ, 1).setGroupId("g").build(),
        status("c", "201", "w", DeliveryStatus.UNKNOWN, 1).setStatusName("Warned").build(),
        status("c", "201", "w", DeliveryStatus.UNKNOWN, 1).setStatusName("held").build());

    assertThat(rows.query("select status, recipient from message_statuses order by 1, 2"))
        .extracting(row -> row.get("status") + ' ' + row.get("recipient"))
        .containsExactly("held 201", "read 201", "read 202", "warned 201");
  }

  @Test
  void priceConversationAndErrorAreColumns() {
    rows.write(
        Topics.STATUSES,
        status("c", "201", "w", DeliveryStatus.FAILED, 1)
            .setErrors(
                List.of(new WhatsAppError(131049, "Not now", "It was not sent", "Too much", null)))
            .setPricing(new Pricing(true, "PMP", "regular", "marketing"))
            .setConversation(new Conversation("conv", "service", null))
            .setCallbackData("send-1")
            .build());

    rows.write(
        Topics.STATUSES,
        status("c", "201", "v", DeliveryStatus.FAILED, 1)
            .setErrors(List.of(new WhatsAppError(131000, "Wrong", "It went wrong", null, null)))
            .build());

    assertThat(rows.value("select error_details from message_statuses where wa_message_id = 'v'"))
        .isEqualTo("It went wrong");
    assertThat(rows.query("select * from message_statuses where wa_message_id = 'w'").getFirst())
        .containsEntry("error_code", "131049")
        .containsEntry("error_title", "Not now")
        .containsEntry("error_details", "Too much")
        .containsEntry("pricing_model", "PMP")
        .containsEntry("pricing_category", "marketing")
        .containsEntry("billable", "t")
        .containsEntry("conversation_id", "conv")
        .containsEntry("conversation_origin", "service")
        .containsEntry("callback_data", "send-1");
  }
}
