package io.awfar.gateway.send;

import static io.awfar.gateway.send.SendGateway.OTHER;
import static io.awfar.gateway.send.SendGateway.OWN;
import static io.awfar.gateway.send.SendGateway.accepted;
import static io.awfar.gateway.send.SendGateway.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.whatsapp.SendCommand;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

class ReadRoutesTest {

  private static final SendGateway GATEWAY = SendGateway.shared();

  private static EntityExchangeResult<byte[]> read(String what, UUID id) {
    return read(GATEWAY.agent(), what, id);
  }

  private static EntityExchangeResult<byte[]> read(WebTestClient client, String what, UUID id) {
    return client
        .post()
        .uri("/api/whatsapp/" + what + "/{id}/read", id)
        .exchange()
        .expectBody()
        .returnResult();
  }

  /// A chat with a number of messages, the first of which is the oldest, counted as
  /// persistence-service does.
  private static UUID[] chat(String channel, int messages) {
    UUID chat = GATEWAY.openChat(channel, "9677770" + channel);
    UUID[] ids = new UUID[messages + 1];
    ids[0] = chat;
    for (int i = 1; i <= messages; i++) {
      ids[i] = GATEWAY.message(chat, "wamid." + channel + "." + i, "inbound");
      GATEWAY.sql(
          "update messages set created_at = '2026-11-01T00:00:00Z'::timestamptz"
              + " + ? * interval '1 s' where id = ?",
          i,
          ids[i]);
    }
    GATEWAY.sql("update chats set inbound_count = ? where id = ?", messages, chat);
    return ids;
  }

  private static void markedBefore(UUID chat, int count) {
    GATEWAY.sql(
        "insert into chat_reads (chat_id, owner_id, read_count) values (?, ?, ?)",
        chat,
        OWN,
        count);
  }

  private static List<SendCommand> written(String channel) {
    return WrittenSends.of(channel).stream().map(record -> record.value()).toList();
  }

  @Test
  void aChatIsReadWithItsNewestMessage() {
    UUID[] ids = chat("7501", 3);

    JsonNode answer = accepted(read("chats", ids[0]));

    assertThat(written("7501"))
        .singleElement()
        .satisfies(command -> {
          assertThat(command.getType()).isEqualTo("read");
          assertThat(command.getContent()).isEqualTo("{\"message_id\":\"wamid.7501.3\"}");
          assertThat(command.getReadCount()).isEqualTo(3);
          assertThat(command.getSendId()).hasToString(answer.path("sendId").asString());
        });
    assertThat(answer.path("chatId").asString()).isEqualTo(ids[0].toString());
    assertThat(answer.path("status").asString()).isEqualTo("queued");
    assertThat(answer.size()).isEqualTo(3);
  }

  @Test
  void aMessageIsReadWithAllBeforeItAndNoneAfterIt() {
    UUID[] ids = chat("7502", 5);

    accepted(read("messages", ids[3]));

    assertThat(written("7502"))
        .singleElement()
        .satisfies(command -> {
          assertThat(command.getContent()).contains("wamid.7502.3");
          assertThat(command.getReadCount()).isEqualTo(3);
        });
  }

  @Test
  void aMarkByTheRouteOfSendsCountsAsWell() {
    UUID[] ids = chat("7503", 2);

    accepted(GATEWAY.send("{'chatId':'" + ids[0] + "','read':{'message_id':'" + ids[1] + "'}}"));

    assertThat(written("7503").getFirst().getReadCount()).isEqualTo(1);
  }

  @Test
  void whatWasReadAlreadyIsNotToldAgain() {
    UUID[] ids = chat("7504", 3);
    markedBefore(ids[0], 3);

    for (EntityExchangeResult<byte[]> answer :
        List.of(read("chats", ids[0]), read("messages", ids[3]), read("messages", ids[1]))) {
      JsonNode receipt = accepted(answer);
      assertThat(receipt.path("status").asString()).isEqualTo("unchanged");
      assertThat(receipt.path("sendId").isNull()).isTrue();
    }
    assertThat(written("7504")).isEmpty();
  }

  @Test
  void aChatInWhichNobodyWroteHasNothingToRead() {
    UUID chat = GATEWAY.openChat("7505", "967777505");
    UUID own = GATEWAY.message(chat, "wamid.7505", "outbound");

    assertThat(accepted(read("chats", chat)).path("status").asString()).isEqualTo("unchanged");
    refusal(read("messages", own), 422, "message_unknown");
    assertThat(written("7505")).isEmpty();
  }

  @Test
  void aReactionIsReadWithTheMessageBeforeIt() {
    UUID[] ids = chat("7506", 2);
    GATEWAY.sql("update messages set type = 'reaction' where id = ?", ids[2]);

    accepted(read("chats", ids[0]));

    assertThat(written("7506").getFirst().getContent()).contains("wamid.7506.1");
    assertThat(written("7506").getFirst().getReadCount()).isEqualTo(2);
  }

  @Test
  void aChatThatBecamePartOfAnotherIsReadThere() {
    UUID[] ids = chat("7507", 1);
    UUID old = UUID.randomUUID();
    GATEWAY.sql(
        "insert into chat_aliases (id, chat_id, owner_id) values (?, ?, ?)", old, ids[0], OWN);

    assertThat(accepted(read("chats", old)).path("chatId").asString()).isEqualTo(ids[0].toString());
  }

  @Test
  void anotherWorkspacesMessagesAndChatsAreNotThere() {
    UUID[] ids = chat("7508", 1);
    WebTestClient stranger = GATEWAY.as("agent", OTHER);

    refusal(read(stranger, "chats", ids[0]), 404, "chat_not_found");
    refusal(read(stranger, "messages", ids[1]), 404, "message_not_found");
    refusal(read("chats", UUID.randomUUID()), 404, "chat_not_found");
    refusal(read("messages", UUID.randomUUID()), 404, "message_not_found");
    assertThat(written("7508")).isEmpty();
  }

  @Test
  void analystsDoNotMarkAsRead() {
    UUID[] ids = chat("7509", 1);
    WebTestClient analyst = GATEWAY.as("analyst", OWN);

    refusal(read(analyst, "chats", ids[0]), 403, "forbidden");
    refusal(read(analyst, "messages", ids[1]), 403, "forbidden");
  }
}
