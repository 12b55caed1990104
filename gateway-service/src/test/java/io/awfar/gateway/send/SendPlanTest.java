package io.awfar.gateway.send;

import static io.awfar.gateway.SharedGateway.DATABASE;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.Plans;
import io.awfar.gateway.Sql;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// How PostgreSQL runs the statements, on tables of some size, asked as the gateway asks it.
class SendPlanTest {

  private static final UUID WORKSPACE = UUID.randomUUID();
  private static final UUID CHAT = UUID.randomUUID();

  @BeforeAll
  static void fillTables() {
    Sql.run(
        DATABASE,
        """
        insert into contacts (id, owner_id, seen_at, created_at, wa_id)
        select gen_random_uuid(), ?, now(), now(), n::text from generate_series(1, 200000) n
        """,
        WORKSPACE);
    Sql.run(
        DATABASE,
        """
        insert into chats (id, owner_id, contact_id, last_message_id, last_message_at, created_at,
          updated_at, wa_chat_id, channel_id, last_message_direction, last_message_type)
        select gen_random_uuid(), owner_id, id, gen_random_uuid(), now(), now(), now(),
          '1055|' || wa_id, '1055', 'inbound', 'text'
        from contacts where owner_id = ?
        """,
        WORKSPACE);
    Sql.run(
        DATABASE,
        """
        insert into contact_aliases (id, contact_id, owner_id, identity, contact_identity)
        select gen_random_uuid(), id, owner_id, wa_id, 'US.' || wa_id
        from contacts where owner_id = ?
        """,
        WORKSPACE);
    Sql.run(
        DATABASE,
        """
        insert into chat_aliases (id, chat_id, owner_id)
        select gen_random_uuid(), id, owner_id from chats where owner_id = ?
        """,
        WORKSPACE);
    Sql.run(
        DATABASE,
        """
        insert into messages (id, owner_id, chat_id, created_at, received_at, channel_id,
          wa_message_id, direction, type)
        select gen_random_uuid(), ?, ?, now(), now(), '1055', 'send-plan.' || n, 'inbound', 'text'
        from generate_series(1, 200000) n
        """,
        WORKSPACE,
        CHAT);
    Sql.run(
        DATABASE,
        """
        insert into channel_events (id, owner_id, received_at, channel_id, business_account_id,
          field, content)
        select gen_random_uuid(), ?, now(), '77', '77', 'message_template_status_update',
          json_build_object('event', 'APPROVED', 'message_template_name', 'a' || n % 100,
            'message_template_language', 'ar')
        from generate_series(1, 200000) n
        """,
        WORKSPACE);
    Sql.run(
        DATABASE,
        """
        insert into media (owner_id, message_id, occurred_at, outcome, media_id)
        select ?, gen_random_uuid(), now(), 'stored', n::text from generate_series(1, 200000) n
        """,
        WORKSPACE);
    Sql.run(
        DATABASE,
        """
        analyze contacts, chats, contact_aliases, chat_aliases, messages, channel_events, media
        """);
  }

  @Test
  void aChatIsFoundByAFewProbesOfPrimaryKeys() {
    String byChat = Plans.of(DestinationQueries.OF_CHAT, WORKSPACE, UUID.randomUUID());
    String byRecipient =
        Plans.of(
            DestinationQueries.OF_RECIPIENT,
            WORKSPACE,
            UUID.randomUUID(),
            UUID.randomUUID(),
            "1055");

    assertThat(byChat)
        .contains("chats_pkey", "chat_aliases_pkey", "contacts_pkey")
        .doesNotContain("Seq Scan", "Sort", "Hash", "Bitmap");
    assertThat(byRecipient)
        .contains("chats_pkey", "chat_aliases_pkey", "contact_aliases_pkey", "contacts_pkey")
        .doesNotContain("Seq Scan", "Sort", "Hash", "Bitmap");
  }

  @Test
  void aMessageIsFoundByItsKeyOrByTheHashOfWhatsAppsId() {
    assertThat(Plans.of(MessageIdQueries.BY_ID, WORKSPACE, CHAT, UUID.randomUUID()))
        .contains("messages_pkey")
        .doesNotContain("Seq Scan", "Sort");
    assertThat(Plans.of(MessageIdQueries.BY_WA_MESSAGE_ID, WORKSPACE, CHAT, "send-plan.7"))
        .contains("messages_wa_message_id_unique")
        .doesNotContain("Seq Scan", "Sort");
  }

  @Test
  void whatAMarkReadsIsCountedInTheIndexOfItsChat() {
    assertThat(Plans.of(ReadMarkQueries.OF_MESSAGE, WORKSPACE, UUID.randomUUID()))
        .contains("messages_pkey", "chats_pkey", "idx_messages_chat_created")
        .doesNotContain("Seq Scan on messages", "Seq Scan on chats");
    assertThat(Plans.of(ReadMarkQueries.OF_CHAT, WORKSPACE, UUID.randomUUID()))
        .contains("chats_pkey", "idx_messages_chat_created")
        .doesNotContain("Seq Scan on messages", "Seq Scan on chats", "Sort");
  }

  @Test
  void theNewestEventOfATemplateIsTheFirstOfItsIndex() {
    assertThat(Plans.of(TemplateQueries.NEWEST, WORKSPACE, "77", "a7", "ar"))
        .contains("idx_channel_events_template")
        .doesNotContain("Seq Scan", "Sort");
  }

  @Test
  void callsAreLookedForAmongTheNewestEventsOfTheirNumber() {
    assertThat(
            Plans.of(
                CallQueries.SINCE,
                WORKSPACE,
                "78",
                Instant.now().minusSeconds(60),
                new String[] {"1", "2"}))
        .contains("idx_channel_events_channel_received")
        .doesNotContain("Seq Scan", "Sort");
  }

  @Test
  void whatBecameOfAFileIsTheFirstOfItsIndex() {
    assertThat(Plans.of(MediaQueries.NEWEST, WORKSPACE, new String[] {"1", "2"}))
        .contains("idx_media_media_id")
        .doesNotContain("Seq Scan", "Sort");
  }
}
