package io.awfar.gateway.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.gateway.RunningGateway;
import io.awfar.gateway.Sql;
import io.awfar.schemas.topic.Topics;
import io.awfar.testservers.TestKafka;
import io.awfar.testservers.TestPostgres;
import io.awfar.whatsapp.ChatChange;
import io.awfar.whatsapp.ChatState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

class ChatChangesTest {

  private static TestPostgres.Database database;
  private static ChangeGateway gateway;

  @BeforeAll
  static void start() {
    database = TestPostgres.create();
    gateway = ChangeGateway.startOn(database, TestKafka.bootstrapServers());
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void everyChangeIsToldOnceWithTheStateAfterItUnderTheIdOfItsChat() {
    UUID chat = gateway.chat();
    String me = Sql.text(database, "select id from users where email = 'boss@example.com'");
    gateway
        .gateway()
        .signedInApi()
        .post()
        .uri("/api/whatsapp/chats/" + chat + "/assign")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(Map.of("userId", me))
        .exchange()
        .expectStatus()
        .isOk();
    gateway.change(chat, "close");
    gateway.change(chat, "unassign");

    awaitTold(chat, "ASSIGNED CLOSED UNASSIGNED");
    List<ConsumerRecord<String, ChatChange>> told = gateway.told(chat);
    assertThat(told).extracting(record -> record.value().getVersion()).containsExactly(1L, 2L, 3L);
    assertThat(told)
        .extracting(record -> record.value().getState())
        .containsExactly(ChatState.OPEN, ChatState.CLOSED, ChatState.CLOSED);
    ChatChange closed = told.get(1).value();
    assertThat(closed.getAssigneeId()).hasToString(me);
    assertThat(closed.getActorId()).hasToString(me);
    assertThat(closed.getChatId()).isEqualTo(chat);
    assertThat(closed.getOwnerId()).isEqualTo(ChangeGateway.OWN);
    assertThat(told.get(2).value().getAssigneeId()).isNull();
    assertThat(told.get(2).value().getPreviousAssigneeId()).hasToString(me);
  }

  @Test
  void aLabelItselfIsToldOfUnderItsOwnId() {
    String id =
        (String)
            gateway
                .gateway()
                .signedInApi()
                .post()
                .uri("/api/whatsapp/labels")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("name", "شكوى", "colour", "#D93F0B"))
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody()
                .get("id");

    UUID label = UUID.fromString(id);
    awaitTold(label, "LABEL_CREATED");
    ChatChange created = gateway.told(label).getFirst().value();
    assertThat(created.getChatId()).isNull();
    assertThat(created.getState()).isNull();
    assertThat(created.getLabelName()).isEqualTo("شكوى");
    assertThat(created.getLabelColour()).isEqualTo("#d93f0b");
  }

  @Test
  void theTopicIsMadeAsItIsDeclared() {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(gateway.partitions()).isEqualTo(Topics.CHAT_CHANGES.partitions()));
  }

  @Test
  void twoGatewaysTellEachChangeOnceAndInOrder() {
    List<UUID> chats = new ArrayList<>();
    try (ChangeGateway second = ChangeGateway.startOn(database, TestKafka.bootstrapServers())) {
      for (int i = 0; i < 10; i++) {
        chats.add(gateway.chat());
      }
      for (int round = 0; round < 5; round++) {
        for (UUID chat : chats) {
          (round % 2 == 0 ? gateway : second).change(chat, round % 2 == 0 ? "close" : "reopen");
        }
      }
      await().atMost(Duration.ofSeconds(20)).until(() -> gateway.waiting() == 0);
    }
    for (UUID chat : chats) {
      assertThat(gateway.types(chat)).isEqualTo("CLOSED REOPENED CLOSED REOPENED CLOSED");
    }
  }

  @Test
  void whatFailsAfterKafkaHasItIsToldAgainBeforeWhatFollows() {
    UUID chat = gateway.chat();
    Sql.run(
        database,
        """
        create function keep() returns trigger language plpgsql as
        $$ begin raise exception 'the gateway dies here'; end $$
        """);
    Sql.run(
        database,
        """
        create trigger keep before delete on chat_change_outbox
        for each row when (old.chat_id = '%s') execute function keep()
        """
            .formatted(chat));
    gateway.change(chat, "close");
    gateway.change(chat, "reopen");
    await().atMost(Duration.ofSeconds(20)).until(() -> gateway.told(chat).size() >= 2);

    Sql.run(database, "drop trigger keep on chat_change_outbox");

    await().atMost(Duration.ofSeconds(20)).until(() -> gateway.waiting() == 0);
    List<ChatChange> told = gateway.told(chat).stream().map(ConsumerRecord::value).toList();
    assertThat(told.stream().map(ChatChange::getEventId).distinct()).hasSize(2);
    assertThat(told.stream().map(ChatChange::getVersion)).isSorted().endsWith(1L, 2L);
  }

  @Test
  void chatsThatWereThereBeforeTeamsWereAreFiltered() {
    UUID chat = gateway.chat();
    UUID other = gateway.chat();
    Sql.run(database, "delete from chat_team where chat_id in (?, ?)", chat, other);
    gateway.change(other, "close");

    try (RunningGateway second = RunningGateway.start(database)) {
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() ->
              Sql.text(
                      database,
                      "select count(*) from chat_team where chat_id = '%s'".formatted(chat))
                  .equals("1"));
    }
    assertThat(
            Sql.text(
                database, "select closed from chat_team where chat_id = '%s'".formatted(other)))
        .isEqualTo("t");
  }

  private static void awaitTold(UUID key, String types) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(gateway.types(key)).isEqualTo(types));
  }
}
