package io.awfar.gateway.chat;

import static io.awfar.gateway.SharedGateway.DATABASE;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.Plans;
import io.awfar.gateway.Sql;
import io.awfar.gateway.page.Before;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChatPlanTest {

  @Test
  void aPageIsReadThroughTheIndexWithoutScanOrFullSort() {
    UUID workspace = UUID.randomUUID();
    Sql.run(
        DATABASE,
        """
        insert into chats (id, owner_id, contact_id, last_message_id, last_message_at, created_at,
          updated_at, wa_chat_id, channel_id, last_message_direction, last_message_type)
        select gen_random_uuid(), (array[?, ?, ?, ?]::uuid[])[1 + n % 4], null, gen_random_uuid(), now() - n * interval '1 minute',
          now(), now(), 'plan.' || n, '1055', 'inbound', 'text'
        from generate_series(1, 200000) n
        """,
        workspace,
        UUID.randomUUID(),
        UUID.randomUUID(),
        UUID.randomUUID());
    // An index alone can be read of pages that are known to be seen by all.
    Sql.run(DATABASE, "vacuum analyze chats");
    Sql.run(DATABASE, "analyze contacts, chat_reads");

    String plan = Plans.ofPage(ChatQueries.PAGE, Before.START, workspace);

    assertThat(plan.replace("Incremental Sort", ""))
        .contains("idx_chats_owner_last_message")
        .doesNotContain("Seq Scan on chats", "Sort\n");
    assertThat(Plans.of(ChatQueries.COUNT, workspace, 10_001))
        .containsPattern("Index Only Scan using idx_chats_owner_last_message");
  }
}
