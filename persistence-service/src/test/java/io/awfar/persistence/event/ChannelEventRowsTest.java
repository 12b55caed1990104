package io.awfar.persistence.event;

import static io.awfar.persistence.Events.channelEvent;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.persistence.Events;
import io.awfar.persistence.batch.TestRows;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.ChannelEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChannelEventRowsTest {

  private final TestRows rows = TestRows.create();

  @AfterEach
  void close() {
    rows.close();
  }

  @Test
  void anEventIsOneRowWhateverIsReadAgain() {
    ChannelEvent event = channelEvent("c", "e1", 0).build();

    assertThat(rows.write(Topics.CHANNEL_EVENTS, event, event).inserted()).isEqualTo(1);
    assertThat(rows.write(Topics.CHANNEL_EVENTS, event).repeated()).isEqualTo(1);

    assertThat(rows.query("select * from channel_events"))
        .singleElement()
        .satisfies(row ->
            assertThat(row)
                .containsEntry("field", "account_update")
                .containsEntry("business_account_id", "account")
                .containsEntry("content", "{\"event\":\"e1\"}"));
  }

  @Test
  void anEventPublishedTwiceLeavesATrace() {
    ChannelEvent event = channelEvent("c", "e1", 0).build();
    ChannelEvent again =
        ChannelEvent.newBuilder(event).setReceivedAt(Events.second(900_000)).build();

    rows.write(Topics.CHANNEL_EVENTS, event);
    assertThat(rows.write(Topics.CHANNEL_EVENTS, again).suppressed()).isEqualTo(1);

    assertThat(rows.counts().channelEvents()).isEqualTo(1);
    assertThat(rows.counts().stored()).isEqualTo(2);
  }

  @Test
  void anEventOfATemplateIsFoundByItsNameAndOneThatCannotBeReadIsStoredAllTheSame() {
    String named =
        "{\"event\":\"REJECTED\",\"message_template_name\":\"%s\",\"message_template_language\":\"ar\"}";
    rows.write(
        Topics.CHANNEL_EVENTS,
        template("t1", named.formatted("order_update")),
        template("t2", named.formatted("order\\u0000update")),
        template("t3", "{}"));

    assertThat(rows.counts().channelEvents()).isEqualTo(3);
    assertThat(
            rows.query(
                """
                select content ->> 'event' as event from channel_events
                where field = 'message_template_status_update'
                  and template_key(content) = md5('order_update|ar')::uuid
                """))
        .extracting(row -> row.get("event"))
        .containsExactly("REJECTED");
  }

  @Test
  void anEventKeepsWhenItHappenedBesideWhenItWasReceived() {
    rows.write(
        Topics.CHANNEL_EVENTS,
        channelEvent("c", "e1", 60).setOccurredAt(Events.second(0)).build(),
        channelEvent("c", "e2", 60).build());

    assertThat(
            rows.query(
                """
                select received_at - occurred_at = interval '1 minute' as a_minute_later
                from channel_events order by content ->> 'event'
                """))
        .extracting(row -> row.get("a_minute_later"))
        .containsExactly("t", null);
  }

  private static ChannelEvent template(String identity, String content) {
    return channelEvent("c", identity, 0)
        .setField("message_template_status_update")
        .setContent(content)
        .build();
  }
}
