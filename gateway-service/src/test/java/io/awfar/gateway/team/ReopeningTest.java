package io.awfar.gateway.team;

import static io.awfar.gateway.SharedGateway.DATABASE;
import static io.awfar.gateway.Team.CHATS;
import static io.awfar.gateway.Team.json;
import static io.awfar.gateway.Team.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.POST;

import io.awfar.gateway.Sql;
import io.awfar.gateway.Stage;
import io.awfar.gateway.Team;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A closed chat, as persistence-service goes on writing it.
class ReopeningTest {

  private static final Team TEAM = new Team();
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final UUID chat = Stage.chat(TEAM.workspace, NOON);

  @Test
  void aClosedChatIsOpenAgainWhenItsContactWrites() {
    inbound(NOON);
    close();

    inbound(NOON.plusSeconds(1));

    assertThat(state()).isEqualTo("open");
    assertThat(told(chat)).isEqualTo("CLOSED REOPENED");
    assertThat(
            Sql.text(
                DATABASE,
                "select actor_id is null and not closed and version = 2 from chat_change_outbox"
                    + " where type = 'REOPENED' and chat_id = '%s'".formatted(chat)))
        .isEqualTo("t");
  }

  @Test
  void aChatWhoseContactNeverWroteIsOpenedByTheFirstMessage() {
    close();

    inbound(NOON.minusSeconds(60));

    assertThat(state()).isEqualTo("open");
  }

  @Test
  void aMessageOfTheSameSecondOpensItToo() {
    inbound(NOON);
    close();

    inbound(NOON);

    assertThat(state()).isEqualTo("open");
  }

  @Test
  void itStaysClosedWhenTheContactOnlyReacts() {
    inbound(NOON);
    close();

    write(NOON.plusSeconds(9), 0);

    assertThat(state()).isEqualTo("closed");
  }

  @Test
  void itIsOpenedOnceByMessagesThatComeTogether() {
    inbound(NOON);
    close();

    inbound(NOON.plusSeconds(1));
    inbound(NOON.plusSeconds(2));

    assertThat(told(chat)).isEqualTo("CLOSED REOPENED");
  }

  @Test
  void itStaysClosedWhenWeWriteOrSomebodyReads() {
    inbound(NOON);
    close();

    Sql.run(
        DATABASE,
        "update chats set last_message_at = ?, last_message_direction = 'outbound' where id = ?",
        NOON.plusSeconds(9).atOffset(ZoneOffset.UTC),
        chat);
    Sql.run(
        DATABASE,
        "insert into chat_reads (chat_id, owner_id, read_count) values (?, ?, 1)",
        chat,
        TEAM.workspace);

    assertThat(state()).isEqualTo("closed");
    assertThat(told(chat)).isEqualTo("CLOSED");
  }

  @Test
  void itStaysClosedWhenItsRowsAreWrittenAnew() {
    inbound(NOON);
    inbound(NOON.plusSeconds(1));
    close();

    Sql.run(DATABASE, "delete from chats where id = ?", chat);
    // Three were there from the start.
    write(NOON, 4);
    write(NOON.plusSeconds(1), 1);

    assertThat(state()).isEqualTo("closed");
    write(NOON.plusSeconds(2), 1);
    assertThat(state()).isEqualTo("open");
  }

  @Test
  void aChangeThatIsRolledBackOpensNothing() {
    inbound(NOON);
    close();

    Sql.run(
        DATABASE,
        """
        do $$
        begin
          update chats set inbound_count = inbound_count + 1
          where id = '%s';
          raise exception 'away';
        exception
          when raise_exception then null;
        end
        $$
        """
            .formatted(chat));

    assertThat(state()).isEqualTo("closed");
    assertThat(told(chat)).isEqualTo("CLOSED");
  }

  private void close() {
    json(TEAM.call("agent", POST, CHATS + "/" + chat + "/close"), 200);
  }

  private String state() {
    return json(TEAM.get("agent", CHATS + "/" + chat), 200).path("state").asString();
  }

  private void inbound(Instant at) {
    write(at, 1);
  }

  /// As persistence-service's upsert does.
  private void write(Instant at, int inbound) {
    Sql.run(
        DATABASE,
        """
        insert into chats as c (id, owner_id, last_message_id, last_message_at, created_at,
          updated_at, inbound_count, wa_chat_id, channel_id, last_message_direction,
          last_message_type, window_expires_at)
        values (?, ?, ?, ?, now(), now(), ?, ?, '1055', 'inbound', 'text', ?)
        on conflict (id) do update set
          last_message_at = greatest(c.last_message_at, excluded.last_message_at),
          inbound_count = c.inbound_count + excluded.inbound_count,
          window_expires_at = greatest(c.window_expires_at, excluded.window_expires_at)
        """,
        chat,
        TEAM.workspace,
        UUID.randomUUID(),
        at.atOffset(ZoneOffset.UTC),
        inbound,
        "1055|" + chat,
        at.plusSeconds(86_400).atOffset(ZoneOffset.UTC));
  }
}
