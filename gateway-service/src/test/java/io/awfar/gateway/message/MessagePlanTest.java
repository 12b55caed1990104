package io.awfar.gateway.message;

import static io.awfar.gateway.SharedGateway.DATABASE;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.Plans;
import io.awfar.gateway.Sql;
import io.awfar.gateway.page.Before;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MessagePlanTest {

  @Test
  void aPageIsReadInTheOrderOfTheIndexWithoutScanOrSort() {
    UUID workspace = UUID.randomUUID();
    UUID chat = UUID.randomUUID();
    Sql.run(
        DATABASE,
        """
        insert into messages (id, owner_id, chat_id, created_at, received_at, channel_id,
          wa_message_id, direction, type)
        select gen_random_uuid(), ?, case when n % 4 = 0 then ? else gen_random_uuid() end,
          now() - n * interval '1 minute', now(), '1055', 'plan.' || n, 'outbound', 'text'
        from generate_series(1, 200000) n
        """,
        workspace,
        chat);
    Sql.run(
        DATABASE,
        """
        insert into message_statuses (owner_id, occurred_at, received_at, rank, wa_message_id,
          status, recipient, channel_id)
        select owner_id, now(), now(), 40, wa_message_id, 'sent', '', '1055'
        from messages where owner_id = ?
        """,
        workspace);
    Sql.run(DATABASE, "analyze messages, message_statuses, media");

    Before start = Before.START;
    assertThat(List.of(MessageQueries.PAGE, MessageQueries.PAGE_OF_CHANGED))
        .allSatisfy(page -> {
          String plan = Plans.of(page, workspace, chat, start.timestamp(), start.id(), 51, 0);
          assertThat(plan)
              .contains(
                  "idx_messages_chat_created", "message_statuses_pkey", "idx_messages_changes")
              .doesNotContain("Seq Scan on messages", "Seq Scan on message_statuses");
          // Only the few changes of one message are sorted.
          assertThat(plan.lines().filter(line -> line.contains("Sort Key")))
              .allMatch(line -> line.contains("change.") || line.contains("Sort Key: c."));
        });
  }
}
