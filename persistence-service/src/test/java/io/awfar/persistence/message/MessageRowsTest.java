package io.awfar.persistence.message;

import static io.awfar.persistence.Events.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.persistence.Events;
import io.awfar.persistence.batch.TestRows;
import io.awfar.schemas.id.BoundedId;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.Contact;
import io.awfar.whatsapp.Direction;
import io.awfar.whatsapp.Media;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.MessageContext;
import io.awfar.whatsapp.MessageType;
import io.awfar.whatsapp.Reaction;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MessageRowsTest {

  private final TestRows rows = TestRows.create();

  @AfterEach
  void close() {
    rows.close();
  }

  @Test
  void aMessageIsARowWithItsContactAndItsChat() {
    Message message = message("c", "201", "w1", 0).build();

    assertThat(rows.write(Topics.MESSAGES, message).inserted()).isEqualTo(1);

    Map<String, String> row = rows.query("select * from messages").getFirst();
    assertThat(row)
        .containsEntry("id", message.getMessageId().toString())
        .containsEntry("owner_id", Events.OWNER.toString())
        .containsEntry("direction", "inbound")
        .containsEntry("type", "text")
        .containsEntry("body", "text of w1")
        .containsEntry("content", null);
    assertThat(
            rows.query(
                "select id, wa_id, phone from contacts where id = (select contact_id from"
                    + " messages)"))
        .hasSize(1)
        .first()
        .satisfies(contact -> assertThat(contact).containsEntry("wa_id", "201"));
    assertThat(rows.query("select * from chats where id = (select chat_id from messages)"))
        .hasSize(1)
        .first()
        .satisfies(chat ->
            assertThat(chat)
                .containsEntry("wa_chat_id", "c|201")
                .containsEntry("last_message_text", "text of w1")
                .containsEntry("last_message_direction", "inbound")
                .containsEntry("inbound_count", "1"));
  }

  @Test
  void duplicatesInsideOneBatchAreOneRowAndOneUnreadMessage() {
    Message message = message("c", "201", "w1", 0).build();

    TestRows.Outcome outcome = rows.write(Topics.MESSAGES, message, message, message);

    assertThat(outcome.inserted()).isEqualTo(1);
    assertThat(outcome.repeated()).isEqualTo(2);
    assertThat(outcome.suppressed()).isZero();
    assertThat(rows.value("select inbound_count from chats")).isEqualTo("1");
  }

  @Test
  void theSameMessageInAnotherChatLeavesATraceAndNoRow() {
    Message known = message("c", "201", "w1", 0).build();
    Message elsewhere = message("c", "US.201", "w1", 0).build();
    rows.write(Topics.MESSAGES, known);

    assertThat(rows.write(Topics.MESSAGES, elsewhere).suppressed()).isEqualTo(1);
    assertThat(rows.write(Topics.MESSAGES, elsewhere).repeated()).isEqualTo(1);

    assertThat(rows.value("select wa_message_id from messages")).isEqualTo("w1");
    assertThat(rows.query("select * from suppressed_events"))
        .singleElement()
        .satisfies(trace -> assertThat(trace).containsEntry("kind", "message"));
    assertThat(rows.query("select * from chats")).hasSize(1);
    assertThat(rows.counts().stored()).isEqualTo(2);
  }

  @Test
  void aWorkspaceHasOneRowForAMessageWhateverChannelAndTimeItIsToldWith() {
    rows.write(Topics.MESSAGES, message("c", "201", "w1", 0).build());

    assertThat(rows.write(Topics.MESSAGES, message("d", "201", "w1", 0).build()).suppressed())
        .isEqualTo(1);
    assertThat(rows.write(Topics.MESSAGES, message("c", "201", "w1", 9).build()).suppressed())
        .isEqualTo(1);

    assertThat(rows.value("select count(*) from messages")).isEqualTo("1");
    assertThat(rows.value("select sum(inbound_count) from chats")).isEqualTo("1");
  }

  @Test
  void theSameMessagePublishedTwiceLeavesATraceAndIsNotUnreadTwice() {
    Message first = message("c", "201", "w1", 0).build();
    Message second = Message.newBuilder(first).setReceivedAt(Events.second(800_000)).build();

    TestRows.Outcome outcome = rows.write(Topics.MESSAGES, first, second);

    assertThat(outcome.inserted()).isEqualTo(1);
    assertThat(outcome.suppressed()).isEqualTo(1);
    assertThat(rows.value("select inbound_count from chats")).isEqualTo("1");
    assertThat(rows.counts().stored()).isEqualTo(2);
  }

  @Test
  void aNulInATextIsReplacedAndTheMessageIsKept() {
    Message message =
        message("c", "201", "w1", 0).setText("a\0b").setContent("{\"text\":\"\\u0000\"}").build();

    assertThat(rows.write(Topics.MESSAGES, message).inserted()).isEqualTo(1);

    assertThat(rows.value("select body from messages")).isEqualTo("a\uFFFDb");
    assertThat(rows.value("select content from messages"))
        .isEqualTo("{\"received\":{\"text\":\"\\u0000\"}}");
  }

  @Test
  void everythingThatHasNoColumnIsInTheContent() {
    Message message =
        message("c", "201", "w1", 0)
            .setType(MessageType.REACTION)
            .setReaction(new Reaction("w0", "👍"))
            .setContext(new MessageContext("w0", "201", true, false, null, "p\"1"))
            .build();

    rows.write(Topics.MESSAGES, message);

    assertThat(rows.value("select content->'reaction'->>'emoji' from messages")).isEqualTo("👍");
    assertThat(rows.value("select content->'context'->>'productId' from messages"))
        .isEqualTo("p\"1");
    assertThat(rows.value("select reply_to from messages")).isEqualTo("w0");
  }

  @Test
  void aFileHasItsColumnsAndAnUnknownTypeItsName() {
    rows.write(
        Topics.MESSAGES,
        message("c", "201", "w1", 0)
            .setType(MessageType.AUDIO)
            .setMedia(new Media("m1", "audio/ogg", "hash", null, "https://x", true, false))
            .build(),
        message("c", "201", "w2", 1).setType(MessageType.UNKNOWN).setTypeName("hologram").build());

    assertThat(rows.query("select type, media_id, mime_type, voice from messages order by type"))
        .extracting(row -> String.join(",", row.values()))
        .containsExactly("audio,m1,audio/ogg,t", "hologram,null,null,null");
  }

  @Test
  void aMessageWithoutAnyContactIsKept() {
    Message message = message("c", "201", "w1", 0).setContactBuilder(Contact.newBuilder()).build();

    assertThat(rows.write(Topics.MESSAGES, message).inserted()).isEqualTo(1);
    assertThat(rows.value("select contact_id from messages")).isNull();
    assertThat(rows.query("select * from contacts")).isEmpty();
  }

  /// An index holds which message an edit, a revocation or a reaction is about.
  @Test
  void whatAChangeIsAboutIsBoundedAsTheIdsOfMessagesAre() {
    // Of letters that no compression makes short.
    String about =
        new Random(1)
            .ints(9_000, 'A', 'z')
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    var outcome =
        rows.write(
            Topics.MESSAGES,
            message("c", "201", "edit", 0).setType(MessageType.EDIT).setTarget(about).build(),
            message("c", "201", "reaction", 1)
                .setType(MessageType.REACTION)
                .setReaction(new Reaction(about, "\uD83D\uDC4D"))
                .build(),
            message("c", "201", "short", 2).setType(MessageType.EDIT).setTarget("w").build());

    assertThat(outcome.rejected()).isEmpty();
    assertThat(rows.query("select reply_to from messages order by created_at"))
        .extracting(row -> row.get("reply_to"))
        .containsExactly(BoundedId.of(about), BoundedId.of(about), "w");
  }

  @Test
  void outboundMessagesAreNotUnreadAndOpenNoWindow() {
    rows.write(Topics.MESSAGES, message("c", "201", "w1", 0, Direction.OUTBOUND).build());

    assertThat(rows.query("select inbound_count, window_expires_at from chats").getFirst())
        .containsEntry("inbound_count", "0")
        .containsEntry("window_expires_at", null);
  }
}
