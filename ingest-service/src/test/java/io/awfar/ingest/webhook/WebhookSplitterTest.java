package io.awfar.ingest.webhook;

import static io.awfar.ingest.webhook.Splitting.body;
import static io.awfar.ingest.webhook.Splitting.payloads;
import static io.awfar.ingest.webhook.Splitting.split;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.ingest.channel.Ownership;
import io.awfar.ingest.publish.KeyedEvent;
import io.awfar.whatsapp.EventKind;
import io.awfar.whatsapp.RawEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookSplitterTest {

  @Test
  void whatIsNotTheSignersToSayIsLeftAndTheRestIsTaken() {
    byte[] body =
        """
        {"entry":[{"id":"waba","changes":[
          {"field":"messages","value":{"metadata":{"phone_number_id":"p1"},"messages":[{"id":"w1"}]}},
          {"field":"messages","value":{"metadata":{"phone_number_id":"p2"},"messages":[{"id":"w2"}]}},
          {"field":"messages","value":{"metadata":{"phone_number_id":"p1"},"messages":[{"id":"w3"}]}}]}]}
        """
            .getBytes(StandardCharsets.UTF_8);
    Ownership ours = new Ownership.Workspace(Splitting.OWNER);

    Split split =
        Splitting.splitter()
            .split(body, (id, account) -> id.equals("p1") ? ours : new Ownership.Foreign());

    assertThat(split.events())
        .extracting(event -> event.event().getIdentity())
        .containsExactly("m|p1|w1", "m|p1|w3");
    assertThat(split.untaken()).isEqualTo(Refusal.FOREIGN_CHANNEL);
    assertThat(Splitting.splitter().split(body, Splitting.OWNERS).untaken()).isNull();
  }

  private static final String METADATA = "{ \"phone_number_id\" : \"p1\" }";

  @Test
  void aMessageBecomesAWebhookValueOfItsOwn() {
    List<KeyedEvent> events =
        split(
            body(
                "messages",
                """
                {"messaging_product":"whatsapp","metadata":{ "phone_number_id" : "p1" },
                 "contacts":[{"wa_id":"1"},{"wa_id":"2"}],
                 "messages":[{"from":"2","id":"wamid.2", "text":{"body":"\\u00fc ü"}},
                             {"id":"wamid.1","from":"1"}]}\
                """));

    assertThat(payloads(events))
        .containsExactly(
            """
            {"messaging_product":"whatsapp","metadata":{ "phone_number_id" : "p1" },\
            "contacts":[{"wa_id":"2"}],\
            "messages":[{"from":"2","id":"wamid.2", "text":{"body":"\\u00fc ü"}}]}\
            """,
            """
            {"messaging_product":"whatsapp","metadata":{ "phone_number_id" : "p1" },\
            "contacts":[{"wa_id":"1"}],"messages":[{"id":"wamid.1","from":"1"}]}\
            """);
    RawEvent first = events.getFirst().event();
    assertThat(first.getKind()).isEqualTo(EventKind.MESSAGE);
    assertThat(first.getIdentity()).isEqualTo("m|p1|wamid.2");
    assertThat(first.getChannelId()).isEqualTo("p1");
    assertThat(first.getBusinessAccountId()).isEqualTo("waba");
    assertThat(first.getField()).isEqualTo("messages");
    assertThat(first.getOwnerId()).isEqualTo(Splitting.OWNER);
    assertThat(first.getReceivedAt()).isEqualTo(Splitting.NOW);
    assertThat(events).extracting(KeyedEvent::key).containsExactly("p1|2", "p1|1");
  }

  @Test
  void theOrderOfMembersDoesNotMatter() {
    List<KeyedEvent> events =
        split(
            """
            {"entry":[{"changes":[{"field":"messages","value":{
              "messages":[{"id":"m1","from":"1"}],
              "statuses":[{"status":"read","id":"s1","recipient_id":"2"}],
              "contacts":[{"wa_id":"1"}, {"wa_id":"2"}],
              "metadata":{"phone_number_id":"p1"}, "messaging_product":"whatsapp"}}],
              "id":"waba"}]}\
            """);

    assertThat(events)
        .extracting(event -> event.event().getIdentity())
        .containsExactly("m|p1|m1", "s|p1|s1|read|2");
    assertThat(payloads(events).get(1))
        .isEqualTo(
            """
            {"messaging_product":"whatsapp","metadata":{"phone_number_id":"p1"},\
            "contacts":[{"wa_id":"2"}],\
            "statuses":[{"status":"read","id":"s1","recipient_id":"2"}]}\
            """);
    assertThat(events).extracting(e -> e.event().getBusinessAccountId()).containsOnly("waba");
  }

  @Test
  void everyEntryChangeMessageStatusAndErrorIsFound() {
    String change =
        """
        {"field":"messages","value":{"metadata":{"phone_number_id":"p%1$d"},
          "messages":[{"id":"m1","from":"1"},{"id":"m2","from":"1"}],
          "statuses":[{"id":"s1","status":"sent","recipient_id":"9"},
                      {"id":"s1","status":"delivered","recipient_id":"9"}],
          "errors":[{"code":1},{"code":2}]}}\
        """;
    String entry =
        "{\"id\":\"w\",\"changes\":["
            + change.formatted(1)
            + ","
            + change.formatted(2)
            + ",{\"field\":\"account_update\",\"value\":{\"event\":\"X\"}}]}";

    List<KeyedEvent> events = split("{\"entry\":[" + entry + "," + entry + "]}");

    assertThat(events)
        .extracting(e -> e.event().getKind())
        .filteredOn(EventKind.MESSAGE::equals)
        .hasSize(8);
    assertThat(events)
        .extracting(e -> e.event().getKind())
        .filteredOn(EventKind.STATUS::equals)
        .hasSize(8);
    assertThat(payloads(events)).filteredOn(p -> p.contains("errors")).hasSize(8);
    assertThat(payloads(events)).filteredOn("{\"event\":\"X\"}"::equals).hasSize(2);
    assertThat(events).hasSize(26);
  }

  @Test
  void anErrorOfTheChannelIsAnEventOfItsOwn() {
    List<KeyedEvent> events =
        split(body("messages", "{\"metadata\":" + METADATA + ",\"errors\":[{\"code\":130429}]}"));

    assertThat(payloads(events))
        .containsExactly("{\"metadata\":" + METADATA + ",\"errors\":[{\"code\":130429}]}");
    assertThat(events.getFirst().event().getKind()).isEqualTo(EventKind.CHANNEL_EVENT);
    assertThat(events.getFirst().event().getIdentity()).startsWith("c|p1|messages|");
    assertThat(events.getFirst().key()).isEqualTo("p1");
  }

  @Test
  void aStateThatReturnsIsAnotherEventAndARedeliveryTheSame() {
    String first = identityOf("{\"event\":\"APPROVED\",\"name\":\"a\"}", "\"time\":1790000000,");
    String again = identityOf("{\"event\":\"APPROVED\",\"name\":\"a\"}", "\"time\":1790000060,");
    String redelivered =
        identityOf("{ \"name\":\"a\", \"event\":\"APPROVED\"}", "\"time\": 1790000000, ");
    String withoutTime = identityOf("{\"event\":\"APPROVED\",\"name\":\"a\"}", "");

    assertThat(first).endsWith("|1790000000").isEqualTo(redelivered).isNotEqualTo(again);
    assertThat(withoutTime).isEqualTo(first.replace("|1790000000", ""));
    assertThat(identityOf("{}", "\"time\":{\"a\":[1]},")).isEqualTo(identityOf("{}", ""));
  }

  private static String identityOf(String value, String time) {
    String change = "[{\"value\":" + value + ",\"field\":\"message_template_status_update\"}]";
    String body = "{\"entry\":[{" + time + "\"id\":\"w\",\"changes\":" + change + "}]}";
    return split(body).getFirst().event().getIdentity();
  }

  @Test
  void otherFieldsBecomeChannelEventsWithTheWholeValue() {
    String value = "{ \"event\" : \"DISABLED_UPDATE\", \"messages\":[{\"id\":\"x\"}] }";

    List<KeyedEvent> events = split(body("account_update", value));

    assertThat(payloads(events)).containsExactly(value);
    RawEvent event = events.getFirst().event();
    assertThat(event.getKind()).isEqualTo(EventKind.CHANNEL_EVENT);
    assertThat(event.getChannelId()).isEqualTo("waba");
    assertThat(event.getField()).isEqualTo("account_update");
    assertThat(event.getIdentity()).matches("c\\|waba\\|account_update\\|[0-9a-f]{64}\\|1");
  }

  @Test
  void aRedeliveredChannelEventIsTheSameHoweverItIsWritten() {
    RawEvent first = split(body("f", "{\"a\":1,\"b\":[\"ü\"]}")).getFirst().event();
    RawEvent again = split(body("f", "{ \"b\":[\"\\u00FC\"], \"a\":1 }")).getFirst().event();
    RawEvent other = split(body("f", "{\"a\":1.0,\"b\":[\"ü\"]}")).getFirst().event();

    assertThat(again.getIdentity()).isEqualTo(first.getIdentity());
    assertThat(other.getIdentity()).isNotEqualTo(first.getIdentity());
  }

  @Test
  void aChangeWithoutAnythingToSplitIsKeptWhole() {
    for (String value :
        List.of(
            "{\"metadata\":" + METADATA + "}",
            "{\"contacts\":[{\"wa_id\":\"1\"}]}",
            "{\"messages\":[],\"statuses\":[]}",
            "{\"messages\":{\"id\":\"1\"}}",
            "{}",
            "[1, 2]",
            "\"text\"",
            "null",
            "12.50")) {
      List<KeyedEvent> events = split(body("messages", value));

      assertThat(payloads(events)).containsExactly(value);
      assertThat(events.getFirst().event().getKind()).isEqualTo(EventKind.CHANNEL_EVENT);
    }
  }

  @Test
  void whatNoOtherEventCarriesBecomesOneMore() {
    List<KeyedEvent> events =
        split(
            body(
                "messages",
                """
                {"novelty": [1, {"a":2}],"metadata":{"phone_number_id":"p1"},"statuses":"odd",
                 "contacts":[{"wa_id":"1"},{"wa_id":"stranger"}],
                 "messages":[{"id":"m1","from":"1"}]}\
                """));

    assertThat(payloads(events))
        .containsExactly(
            """
            {"metadata":{"phone_number_id":"p1"},"contacts":[{"wa_id":"1"}],\
            "messages":[{"id":"m1","from":"1"}]}\
            """,
            """
            {"metadata":{"phone_number_id":"p1"},"contacts":[{"wa_id":"stranger"}],\
            "novelty": [1, {"a":2}],"statuses":"odd"}\
            """);
    assertThat(events.get(1).event().getKind()).isEqualTo(EventKind.CHANNEL_EVENT);
  }

  @Test
  void elementsWithoutAUsableIdAreKeptForQuarantine() {
    List<KeyedEvent> events =
        split(
            body(
                "messages",
                """
                {"messages":[{"from":"1"},{"id":7.5},{"id":""},"text",null,[{}]],
                 "statuses":[{"status":"read"},{"id":"s1"},3]}\
                """));

    assertThat(events).hasSize(9);
    assertThat(events.subList(0, 6))
        .extracting(e -> e.event().getKind())
        .containsOnly(EventKind.MESSAGE);
    assertThat(events.subList(6, 9))
        .extracting(e -> e.event().getKind())
        .containsOnly(EventKind.STATUS);
    assertThat(events)
        .extracting(e -> e.event().getIdentity())
        .doesNotHaveDuplicates()
        .allMatch(identity -> identity.matches("c\\|waba\\|messages\\|[0-9a-f]{64}\\|1"));
    assertThat(payloads(events)).contains("{\"messages\":[[{}]]}", "{\"statuses\":[3]}");
  }

  @Test
  void theSameContentInAnotherPlaceIsAnotherEvent() {
    List<KeyedEvent> events =
        split(body("messages", "{\"messages\":[{}],\"statuses\":[{}],\"errors\":[{}]}"));

    assertThat(events).extracting(e -> e.event().getIdentity()).doesNotHaveDuplicates().hasSize(3);
  }

  @Test
  void anElementWithoutAnIdIsTheSameWhateverCameWithIt() {
    var alone = split(body("messages", "{\"messages\":[{\"from\":\"1\"}]}"));
    var among =
        split(
            body(
                "messages",
                "{\"messages\":[{\"id\":\"2\"},{ \"from\":\"1\""
                    + " }],\"contacts\":[{\"wa_id\":\"1\"}]}"));

    assertThat(among.getLast().event().getIdentity())
        .isEqualTo(alone.getFirst().event().getIdentity());
  }

  @Test
  void aChannelWithoutAnyIdIsUnknown() {
    List<KeyedEvent> events =
        split("{\"entry\":[{\"changes\":[{\"value\":{\"messages\":[{\"id\":\"m\"}]}}]}]}");

    assertThat(events.getFirst().event().getChannelId()).isEqualTo("unknown");
    assertThat(events.getFirst().event().getField()).isEqualTo("unknown");
    assertThat(events.getFirst().key()).isEqualTo("unknown");
  }

  @Test
  void anEntryWithoutChangesHasNoEvents() {
    assertThat(split("{\"entry\":[]}")).isEmpty();
    assertThat(split("{\"entry\":[{\"id\":\"1\",\"changes\":[]}]}")).isEmpty();
  }
}
