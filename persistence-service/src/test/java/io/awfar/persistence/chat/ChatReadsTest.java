package io.awfar.persistence.chat;

import static io.awfar.persistence.Events.message;
import static io.awfar.persistence.Events.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.persistence.Events;
import io.awfar.persistence.batch.TestRows;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.Contact;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.SendCommand;
import java.sql.Connection;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChatReadsTest {

  private static final String UNREAD =
      """
      select sum(greatest(c.inbound_count - coalesce(r.read_count, 0), 0))
      from chats c left join chat_reads r on r.chat_id = c.id
      """;

  private final TestRows rows = TestRows.create();

  @AfterEach
  void close() {
    rows.close();
  }

  private static SendCommand mark(String to, @Nullable Integer count) {
    return send("c", to, UUID.randomUUID(), 50)
        .setType("read")
        .setContent("{\"message_id\":\"w\"}")
        .setReadCount(count)
        .build();
  }

  private void receive(String... wamids) {
    for (String wamid : wamids) {
      rows.write(Topics.MESSAGES, message("c", "201", wamid, 1).build());
    }
  }

  private String unread() {
    return rows.value(UNREAD);
  }

  @Test
  void aMarkCountsTheMessagesOffThatItNamesHoweverOftenItIsRead() {
    receive("w1", "w2", "w3");
    SendCommand mark = mark("201", 2);

    rows.write(Topics.SENDS, mark);
    assertThat(unread()).isEqualTo("1");
    rows.write(Topics.SENDS, mark, mark);
    assertThat(unread()).isEqualTo("1");
    assertThat(rows.query("select * from messages where direction = 'outbound'")).isEmpty();
  }

  @Test
  void aMarkCountsWhicheverOfItAndItsMessagesIsReadFirst() {
    rows.write(Topics.SENDS, mark("201", 2));
    assertThat(rows.query("select * from chats")).isEmpty();

    receive("w1", "w2");
    assertThat(unread()).isEqualTo("0");
    receive("w3");
    assertThat(unread()).isEqualTo("1");
  }

  @Test
  void anOlderMarkThatComesLateTakesNothingBack() {
    receive("w1", "w2");
    rows.write(Topics.SENDS, mark("201", 2));
    rows.write(Topics.SENDS, mark("201", 1));

    assertThat(unread()).isEqualTo("0");
  }

  @Test
  void aMarkThatCountsNothingLeavesTheChatUnread() {
    receive("w1");
    rows.write(Topics.SENDS, mark("201", null), mark("201", 0), mark("201", -1));

    assertThat(unread()).isEqualTo("1");
    assertThat(rows.query("select * from chat_reads")).isEmpty();
  }

  @Test
  void aMarkOfTheBulkCountsToo() {
    receive("w1");
    rows.write(Topics.SENDS_BULK, mark("201", 1));

    assertThat(unread()).isEqualTo("0");
  }

  @Test
  void aMarkOfAnotherWorkspaceReadsNothingHere() {
    receive("w1");
    rows.write(
        Topics.SENDS, SendCommand.newBuilder(mark("201", 1)).setOwnerId(UUID.randomUUID()).build());

    assertThat(unread()).isEqualTo("1");
  }

  /// A sum would depend on the order in which marks and merge are read.
  @Test
  void ofWhatWasReadOfTwoChatsTheGreaterCountIsReadOfTheOneThatTheyBecome() {
    receive("w1", "w2");
    rows.write(Topics.MESSAGES, onlyUserId("w3", 2));
    rows.write(Topics.SENDS, mark("201", 1), mark("US.9", 1));
    assertThat(unread()).isEqualTo("1");

    rows.write(Topics.MESSAGES, onePerson("w4", 3));
    assertThat(rows.query("select * from chats")).hasSize(1);
    assertThat(unread()).isEqualTo("3");

    // A mark under the old name counts in the new chat.
    rows.write(Topics.SENDS, mark("201", 4));
    assertThat(unread()).isEqualTo("0");
    assertThat(rows.query("select * from chat_reads"))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("owner_id", Events.OWNER.toString()));
  }

  @Test
  void aMessageThatComesAfterAReplayIsUnread() {
    // Of each of two chats one was read, and then all four of the one that they became.
    rows.write(Topics.SENDS, mark("201", 1), mark("US.9", 1), mark("201", 4));
    receive("w1", "w2");
    rows.write(Topics.MESSAGES, onlyUserId("w3", 2));
    rows.write(Topics.MESSAGES, onePerson("w4", 3));
    assertThat(unread()).isEqualTo("0");

    rows.write(Topics.MESSAGES, onePerson("w5", 4));

    assertThat(unread()).isEqualTo("1");
  }

  @Test
  void aMarkThatMeetsTheMergeOfItsChatCountsInTheOther() throws Exception {
    receive("w1");
    rows.write(Topics.MESSAGES, onlyUserId("w2", 2));
    try (Connection merging = rows.connect()) {
      merging.setAutoCommit(false);
      merging
          .createStatement()
          .execute(
              """
              select learn_identities(array['%s']::uuid[], array['user'], array['201'],
                array['US.9'], array[now()])
              """
                  .formatted(Events.OWNER));

      var marked = CompletableFuture.runAsync(() -> rows.write(Topics.SENDS, mark("201", 1)));
      await()
          .until(() ->
              rows.value(
                      """
                      select count(*) from pg_stat_activity
                      where datname = current_database() and wait_event_type = 'Lock'
                      """)
                  .equals("1"));
      merging.commit();
      marked.join();
    }

    assertThat(rows.query("select r.read_count from chat_reads r join chats c on c.id = r.chat_id"))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("read_count", "1"));
    assertThat(rows.value("select count(*) from chat_reads")).isEqualTo("1");
  }

  /// Shows that both are one person.
  private static Message onePerson(String wamid, long second) {
    return message("c", "US.9", wamid, second)
        .setContactBuilder(Contact.newBuilder().setWaId("201").setPhone("201").setUserId("US.9"))
        .build();
  }

  private static Message onlyUserId(String wamid, long second) {
    return message("c", "US.9", wamid, second)
        .setContactBuilder(Contact.newBuilder().setUserId("US.9"))
        .build();
  }
}
