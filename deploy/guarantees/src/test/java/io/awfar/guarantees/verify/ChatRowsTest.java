package io.awfar.guarantees.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.embedded.EmbeddedPostgres;
import io.awfar.embedded.FreePorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Starts from chats that agree with their messages, spoils one row, and looks at what is said.
class ChatRowsTest {

  private static final Path MIGRATIONS =
      Path.of("../../persistence-service/src/main/resources/db/persistence");
  private static final String CHAT = "chat 00000000-0000-0000-0000-0000000000c1: ";
  private static final String GROUP = "chat 00000000-0000-0000-0000-0000000000c2: ";

  @TempDir static Path folder;

  private static EmbeddedPostgres postgres;
  private static String url;

  @BeforeAll
  static void createTables() throws Exception {
    int port = FreePorts.next();
    postgres = EmbeddedPostgres.start(folder, port);
    postgres.createDatabase("awfar");
    url = "jdbc:postgresql://127.0.0.1:%d/awfar?user=awfar".formatted(port);
    run(Files.readString(MIGRATIONS.resolve("V2__chats.sql")));
    run(Files.readString(MIGRATIONS.resolve("V3__messages.sql")));
    run(Files.readString(MIGRATIONS.resolve("V40__reads.sql")));
  }

  @AfterAll
  static void stop() throws Exception {
    postgres.close();
  }

  /// Two of the first chat's messages are of the same second: the greater id is the last. It is
  /// greater as PostgreSQL orders ids, not as Java does.
  @BeforeEach
  void allWasWell() throws Exception {
    run(
        """
        truncate chats, messages;
        insert into messages (id, owner_id, chat_id, contact_id, created_at, received_at,
          channel_id, wa_message_id, direction, type, body)
        select id::uuid, '00000000-0000-0000-0000-000000000001',
          ('00000000-0000-0000-0000-0000000000' || chat)::uuid,
          ('00000000-0000-0000-0000-0000000000' || contact)::uuid,
          created_at::timestamptz, received_at::timestamptz, '7', id, direction, type, body
        from (values
          ('10000000-0000-0000-0000-000000000000', 'c1', 'a1', '2026-01-01 10:00:00Z',
            '2026-01-01 10:00:09Z', 'inbound', 'text', 'first'),
          ('20000000-0000-0000-0000-000000000000', 'c1', 'a1', '2026-01-01 11:00:00Z',
            '2026-01-01 11:00:01Z', 'inbound', 'text', 'second'),
          ('f0000000-0000-0000-0000-000000000000', 'c1', 'a2', '2026-01-01 11:00:00Z',
            '2026-01-01 11:00:00.5Z', 'outbound', 'image', repeat('é', 201)),
          ('30000000-0000-0000-0000-000000000000', 'c2', 'a3', '2026-01-01 12:00:00Z',
            '2026-01-01 12:00:01Z', 'outbound', 'sticker', null)
        ) messages (id, chat, contact, created_at, received_at, direction, type, body);
        insert into chats (id, owner_id, wa_chat_id, channel_id, group_id, contact_id,
          last_message_id, last_message_at, last_message_direction, last_message_type,
          last_message_text, inbound_count, window_expires_at, created_at, updated_at)
        values
          ('00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-000000000001', '9',
            '7', null, '00000000-0000-0000-0000-0000000000a2',
            'f0000000-0000-0000-0000-000000000000', '2026-01-01 11:00:00Z', 'outbound', 'image',
            repeat('é', 200), 2, '2026-01-02 11:00:00Z', '2026-01-01 10:00:00Z',
            '2026-01-01 11:00:01Z'),
          ('00000000-0000-0000-0000-0000000000c2', '00000000-0000-0000-0000-000000000001', 'g',
            '7', 'g', null,
            '30000000-0000-0000-0000-000000000000', '2026-01-01 12:00:00Z', 'outbound', 'sticker',
            null, 0, null, '2026-01-01 12:00:00Z', '2026-01-01 12:00:01Z')
        """);
    assertThat(ChatRows.read(url)).isEqualTo(new ChatRows(2, List.of()));
  }

  @Test
  void aWrongCountOfInboundMessagesIsFound() throws Exception {
    run("update chats set inbound_count = 3 where wa_chat_id = '9'");
    assertDiffers(CHAT + "inbound_count 3, not 2");
  }

  @Test
  void aMessageThatItsChatDoesNotCountIsFound() throws Exception {
    run("update messages set direction = 'inbound' where type = 'sticker'");
    assertDiffers(
        GROUP + "inbound_count 0, not 1, last_message_direction outbound, window_expires_at");
  }

  @ParameterizedTest
  @ValueSource(strings = {"edit", "revoke", "reaction", "system"})
  void aMessageThatNobodyHasToReadAndThatIsCountedIsFound(String type) throws Exception {
    run("update messages set type = '" + type + "' where body = 'first'");
    assertDiffers(CHAT + "inbound_count 2, not 1");
  }

  @Test
  void anEarlierMessageAsTheLastIsFound() throws Exception {
    run(
        """
        update chats set last_message_id = '20000000-0000-0000-0000-000000000000',
          last_message_direction = 'inbound', last_message_type = 'text'
        where wa_chat_id = '9'
        """);
    assertDiffers(
        CHAT
            + "last_message_id 20000000-0000-0000-0000-000000000000, not"
            + " f0000000-0000-0000-0000-000000000000, last_message_direction inbound,"
            + " last_message_type text");
  }

  @Test
  void eachOtherColumnThatDiffersIsFound() throws Exception {
    run(
        """
        update chats set last_message_text = null, contact_id = null, window_expires_at = null,
          created_at = created_at + interval '1 s', updated_at = updated_at - interval '1 s',
          owner_id = id, channel_id = '8'
        where wa_chat_id = '9'
        """);
    assertDiffers(
        CHAT
            + "last_message_text, contact_id, window_expires_at, created_at, updated_at, owner_id,"
            + " channel_id");
  }

  @Test
  void aContactOfAGroupIsFound() throws Exception {
    run(
        "update chats set contact_id = '00000000-0000-0000-0000-0000000000a3' where group_id ="
            + " 'g'");
    assertDiffers(GROUP + "contact_id");
  }

  @Test
  void aChatWithoutARowAndARowWithoutAMessageAreFound() throws Exception {
    run("delete from chats where wa_chat_id = '9'", "delete from messages where type = 'sticker'");
    assertDiffers(CHAT + "has messages and no row", GROUP + "has a row and no message");
  }

  private static void assertDiffers(String... lines) throws SQLException {
    ChatRows chats = ChatRows.read(url);
    assertThat(chats.differing()).containsExactly(lines);
    assertThat(chats.count()).isEqualTo(2);
  }

  private static void run(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }
}
