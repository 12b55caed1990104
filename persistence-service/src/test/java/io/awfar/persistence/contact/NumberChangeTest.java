package io.awfar.persistence.contact;

import static io.awfar.persistence.Events.message;
import static io.awfar.persistence.Events.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.persistence.batch.TestRows;
import io.awfar.schemas.id.StableId;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.Contact;
import io.awfar.whatsapp.Direction;
import io.awfar.whatsapp.IdentityChange;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.MessageType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Somebody changes the number from 201 to 202 at the time `CHANGE`. Who is one person then, and
/// who is another that had 202 before or has 201 after. Each message shows what its name says.
class NumberChangeTest {

  private static final Duration CHANGE = Duration.ofDays(100);

  private static final Message NOTICE = notice("201", "202", null, null, CHANGE);

  private final TestRows rows = TestRows.create();

  @AfterEach
  void close() {
    rows.close();
  }

  private static Duration before(Duration time) {
    return CHANGE.minus(time);
  }

  private static Duration after(Duration time) {
    return CHANGE.plus(time);
  }

  private static Duration before(int days) {
    return before(Duration.ofDays(days));
  }

  private static Duration after(int days) {
    return after(Duration.ofDays(days));
  }

  private static Message from(@Nullable String phone, @Nullable String userId, Duration time) {
    String contact = userId == null ? phone : userId;
    String wamid = phone + " " + userId + " " + time;
    return message("c", contact, wamid, time.toSeconds(), Direction.INBOUND)
        .setContactBuilder(Contact.newBuilder().setWaId(phone).setPhone(phone).setUserId(userId))
        .build();
  }

  /// From the number before, as WhatsApp sends it.
  private static Message notice(
      String from,
      String to,
      @Nullable String previousUserId,
      @Nullable String userId,
      Duration time) {
    return Message.newBuilder(from(from, previousUserId, time))
        .setType(MessageType.SYSTEM)
        .setIdentityChange(new IdentityChange(from, to, previousUserId, userId))
        .build();
  }

  /// The chats, by name, if the messages are read one by one, in a workspace of their own.
  private TreeSet<String> chats(List<Message> messages) {
    UUID owner = UUID.randomUUID();
    for (Message message : messages) {
      Message owned =
          Message.newBuilder(message)
              .setOwnerId(owner)
              .setMessageId(
                  StableId.message(owner, "c", message.getWaMessageId(), message.getSentAt()))
              .build();
      assertThat(rows.write(Topics.MESSAGES, owned).rejected()).isEmpty();
    }
    TreeSet<String> names = new TreeSet<>();
    rows.query("select wa_chat_id from chats where owner_id = '" + owner + "'")
        .forEach(chat -> names.add(chat.get("wa_chat_id")));
    assertThat(rows.query("select id from contacts where owner_id = '" + owner + "'"))
        .hasSameSizeAs(names);
    return names;
  }

  private void assertChats(List<Message> messages, String... names) {
    assertThat(chats(messages))
        .as(() -> messages.stream().map(Message::getWaMessageId).toList().toString())
        .containsExactly(names);
  }

  private void assertChatsInAnyOrder(List<Message> messages, String... names) {
    orders(messages).forEach(order -> assertChats(order, names));
  }

  private static List<List<Message>> orders(List<Message> messages) {
    if (messages.isEmpty()) {
      return List.of(List.of());
    }
    List<List<Message>> orders = new ArrayList<>();
    for (Message first : messages) {
      List<Message> others = new ArrayList<>(messages);
      others.remove(first);
      for (List<Message> rest : orders(others)) {
        List<Message> order = new ArrayList<>(List.of(first));
        order.addAll(rest);
        orders.add(order);
      }
    }
    return orders;
  }

  @Test
  void whoHadTheNumberBeforeAndWhoComesToItAreTwo() {
    assertChatsInAnyOrder(
        List.of(from("202", "US.B", before(10)), from("201", "US.A", before(5)), NOTICE),
        "c|US.A",
        "c|US.B");
  }

  @Test
  void whoHasTheNumberAfterAndWhoLeftItAreTwo() {
    assertChatsInAnyOrder(
        List.of(NOTICE, from("202", "US.A", after(1)), from("201", "US.X", after(5))),
        "c|US.A",
        "c|US.X");
  }

  @Test
  void whoChangesTheNumberIsOneUnderBothUserIds() {
    for (List<Message> order :
        orders(List.of(from("201", "US.A", before(80)), NOTICE, from("202", "US.A2", after(80))))) {
      assertThat(chats(order)).hasSize(1);
    }
  }

  @Test
  void twoWhoSwapNumbersStayTwo() {
    List<Message> messages =
        List.of(
            from("201", "US.A", before(2)),
            from("202", "US.B", before(1)),
            NOTICE,
            notice("202", "201", null, null, after(Duration.ofHours(1))),
            from("202", "US.A2", after(1)),
            from("201", "US.B2", after(2)));

    assertChats(messages, "c|US.A", "c|US.A2", "c|US.B", "c|US.B2");
    assertChats(messages.reversed(), "c|US.A", "c|US.A2", "c|US.B", "c|US.B2");
  }

  @Test
  void twoWhoSwapNumbersKeepTheirHistoryIfTheNoticesTellTheirUserIds() {
    List<Message> messages =
        List.of(
            from("201", "US.A", before(2)),
            from("202", "US.B", before(1)),
            notice("201", "202", "US.A", "US.A2", CHANGE),
            notice("202", "201", "US.B", "US.B2", after(Duration.ofHours(1))),
            from("202", "US.A2", after(1)),
            from("201", "US.B2", after(2)));

    rows.write(Topics.MESSAGES, 0, messages);

    assertThat(
            rows.query(
                """
                select string_agg(split_part(wa_message_id, ' ', 2), ' ' order by created_at) as ids
                from messages group by chat_id order by 1
                """))
        .extracting(chat -> chat.get("ids"))
        .containsExactly("US.A US.A US.A2", "US.B US.B US.B2");
  }

  @ParameterizedTest
  @CsvSource({"4, 1", "6, 2"})
  void clocksMayDifferByMinutesWhereUserIdsTellPeopleApart(long minutes, int people) {
    Duration difference = Duration.ofMinutes(minutes);

    for (List<Message> messages :
        List.of(
            List.of(
                from("201", "US.A", before(1)), from("202", "US.A2", before(difference)), NOTICE),
            List.of(
                from("202", "US.A2", after(1)), from("201", "US.A", after(difference)), NOTICE))) {
      for (List<Message> order : orders(messages)) {
        assertThat(chats(order)).hasSize(people);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"29, 1", "31, 2"})
  void aNumberLiesIdleForDaysWhereNoUserIdTellsPeopleApart(int days, int people) {
    Message old = from("201", null, before(50));
    Message next = from("202", null, after(1));

    for (Message seen :
        List.of(from("202", "US.B", before(days)), from("201", "US.B", after(days)))) {
      assertThat(chats(List.of(old, seen, NOTICE, next))).hasSize(people);
      assertThat(chats(List.of(NOTICE, old, seen, next))).hasSize(people);
    }
  }

  @Test
  void theUserIdFromBeforeThatANoticeTellsSaysWhoseTheOldNumberWas() {
    assertChatsInAnyOrder(
        List.of(
            from("201", "US.U", before(90)),
            notice("201", "202", "US.A", null, CHANGE),
            from("202", "US.A", after(1))),
        "c|US.A",
        "c|US.U");
  }

  @Test
  void theUserIdFromAfterThatANoticeTellsSaysWhoHasTheNewNumber() {
    assertChats(
        List.of(
            from("201", null, before(20)),
            from("202", "US.B", before(10)),
            notice("201", "202", null, "US.A2", CHANGE),
            from("202", "US.A2", after(1))),
        "c|US.A2",
        "c|US.B");
  }

  @Test
  void whoComesToANumberThatWasLeftIsNotWhoLeftIt() {
    List<Message> messages =
        List.of(
            from("203", "US.X", before(1)),
            NOTICE,
            from("202", "US.A", after(Duration.ofHours(1))),
            notice("203", "201", null, null, after(1)));

    assertChatsInAnyOrder(messages, "c|US.A", "c|US.X");
  }

  @Test
  void nobodyElseIsAddedToWhomTheNumberWasGuessedToBelongTo() {
    assertChatsInAnyOrder(
        List.of(
            NOTICE,
            notice("202", "203", null, null, after(50)),
            from("201", "US.U", after(10)),
            from("203", "US.A", after(60))),
        "c|US.A",
        "c|US.U");
  }

  @Test
  void whoLeftANumberAndCameBackIsOne() {
    assertThat(
            chats(
                List.of(
                    from("201", null, before(1)),
                    NOTICE,
                    from("202", "US.A", after(1)),
                    notice("202", "201", null, null, after(60)),
                    from("201", "US.A2", after(61)))))
        .hasSize(1);
  }

  @Test
  void aHistoryShowsWhoHasANumberNowAndNotWhenItsMessagesWereSent() {
    Message old =
        Message.newBuilder(from("202", "US.A2", before(20)))
            .setHistoryStatus("read")
            .setReceivedAt(second(after(1).toSeconds()))
            .build();

    assertThat(chats(List.of(from("201", "US.A", before(5)), NOTICE, old))).hasSize(1);
  }
}
