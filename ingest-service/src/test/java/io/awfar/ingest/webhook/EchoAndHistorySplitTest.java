package io.awfar.ingest.webhook;

import static io.awfar.ingest.webhook.Splitting.body;
import static io.awfar.ingest.webhook.Splitting.payloads;
import static io.awfar.ingest.webhook.Splitting.split;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.ingest.publish.KeyedEvent;
import io.awfar.whatsapp.EventKind;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EchoAndHistorySplitTest {

  private static final String HEAD =
      "\"messaging_product\":\"whatsapp\",\"metadata\":{\"phone_number_id\":\"p1\"}";

  private static String value(String members) {
    return "{" + HEAD + "," + members + "}";
  }

  @Test
  void eachEchoIsAMessageUnderTheKeyOfItsRecipient() {
    List<KeyedEvent> events =
        split(
            body(
                "smb_message_echoes",
                value(
                    "\"message_echoes\":[{\"from\":\"9\",\"to\":\"1\",\"id\":\"w1\"},"
                        + "{\"from\":\"9\",\"to\":\"2\",\"to_user_id\":\"US.2\",\"id\":\"w2\"}]")));

    assertThat(events).extracting(KeyedEvent::key).containsExactly("p1|1", "p1|US.2");
    assertThat(events)
        .extracting(event -> event.event().getIdentity())
        .containsExactly("m|p1|w1", "m|p1|w2");
    assertThat(events).allMatch(event -> event.event().getKind() == EventKind.MESSAGE);
    assertThat(payloads(events).getFirst())
        .isEqualTo(value("\"message_echoes\":[{\"from\":\"9\",\"to\":\"1\",\"id\":\"w1\"}]"));
  }

  @Test
  void eachMessageOfAHistoryIsAnEventOfItsThreadAndTheRestIsOneMore() {
    List<KeyedEvent> events =
        split(
            body(
                "history",
                value(
                    "\"history\":[{\"metadata\":{\"progress\":55},\"threads\":["
                        + "{\"id\":\"1\",\"messages\":[{\"from\":\"1\",\"id\":\"w1\"},"
                        + "{\"from\":\"9\",\"to\":\"1\",\"id\":\"w2\"}]},"
                        + "{\"context\":{\"user_id\":\"US.2\",\"wa_id\":\"2\"},"
                        + "\"messages\":[{\"from\":\"9\",\"id\":\"w3\"}]}]}]")));

    assertThat(payloads(events))
        .containsExactly(
            value(
                "\"history\":[{\"threads\":[{\"id\":\"1\","
                    + "\"messages\":[{\"from\":\"1\",\"id\":\"w1\"}]}]}]"),
            value(
                "\"history\":[{\"threads\":[{\"id\":\"1\","
                    + "\"messages\":[{\"from\":\"9\",\"to\":\"1\",\"id\":\"w2\"}]}]}]"),
            value(
                "\"history\":[{\"threads\":[{\"context\":{\"user_id\":\"US.2\",\"wa_id\":\"2\"},"
                    + "\"messages\":[{\"from\":\"9\",\"id\":\"w3\"}]}]}]"),
            value(
                "\"history\":[{\"metadata\":{\"progress\":55},\"threads\":["
                    + "{\"id\":\"1\"},{\"context\":{\"user_id\":\"US.2\",\"wa_id\":\"2\"}}]}]"));
    assertThat(events).extracting(KeyedEvent::key).containsExactly("p1|1", "p1|1", "p1|US.2", "p1");
    assertThat(events)
        .extracting(event -> event.event().getIdentity())
        .startsWith("m|p1|w1", "m|p1|w2", "m|p1|w3");
    assertThat(events.getLast().event().getKind()).isEqualTo(EventKind.CHANNEL_EVENT);
  }

  @Test
  void aMessageIsTheSameEventHoweverItComes() {
    String message = "{\"from\":\"1\",\"id\":\"w1\"}";
    List<KeyedEvent> asMessage = split(body("messages", value("\"messages\":[" + message + "]")));
    List<KeyedEvent> inHistory =
        split(
            body(
                "history",
                value(
                    "\"history\":[{\"threads\":[{\"id\":\"1\",\"messages\":["
                        + message
                        + "]}]}]")));

    assertThat(inHistory.getFirst().key()).isEqualTo(asMessage.getFirst().key());
    assertThat(inHistory.getFirst().event().getIdentity())
        .isEqualTo(asMessage.getFirst().event().getIdentity());
  }

  @Test
  void theFileOfAHistoryIsNotTakenForADuplicateOfItsPlaceholder() {
    List<KeyedEvent> events =
        split(
            body(
                "history",
                value(
                    "\"messages\":[{\"from\":\"1\",\"id\":\"w1\",\"type\":\"image\"}],"
                        + "\"history\":[{\"threads\":[{\"id\":\"1\",\"messages\":["
                        + "{\"from\":\"1\",\"id\":\"w1\",\"type\":\"media_placeholder\"}]}]}]")));

    assertThat(events)
        .extracting(event -> event.event().getIdentity())
        .startsWith("m|p1|w1", "m|p1|w1|placeholder");
  }

  @Test
  void aHistoryWithoutMessagesIsOneChannelEventAsReceived() {
    String declined = value("\"history\":[{\"errors\":[{\"code\":2593109}]},7,{\"threads\":[8]}]");
    List<KeyedEvent> events = split(body("history", declined));

    assertThat(payloads(events)).containsExactly(declined);
    assertThat(events.getFirst().event().getKind()).isEqualTo(EventKind.CHANNEL_EVENT);
  }

  @Test
  void whatHasNoPlaceInAHistoryIsKeptWithTheRest() {
    List<KeyedEvent> events =
        split(
            body(
                "history",
                value(
                    "\"history\":[7,{\"threads\":[8,{\"id\":\"1\",\"pinned\":true,"
                        + "\"messages\":[{\"id\":\"w1\"}]}]}]")));

    assertThat(payloads(events).getLast())
        .isEqualTo(value("\"history\":[7,{\"threads\":[8,{\"id\":\"1\",\"pinned\":true}]}]"));
  }

  @Test
  void aHistoryOfThreeMebibytesIsTakenApartWithinTheLimits() {
    String messages =
        IntStream.range(0, 15_000)
            .mapToObj(i ->
                "{\"from\":\"201001234567\",\"id\":\"wamid.HBgMMjAxMDAxMjM0NTY3FQIAEhgU%020d\",\"timestamp\":\"1790000000\",\"type\":\"text\",\"text\":{\"body\":\"ok\"},\"history_context\":{\"status\":\"READ\"}}"
                    .formatted(i))
            .collect(Collectors.joining(","));
    byte[] body =
        body(
                "history",
                value(
                    "\"history\":[{\"threads\":[{\"id\":\"201001234567\",\"messages\":["
                        + messages
                        + "]}]}]"))
            .getBytes();

    assertThat(body.length).isBetween(2_700_000, 3 << 20);
    assertThat(byDefault(body)).hasSize(15_001);
  }

  @Test
  void aHistoryOfThreeMebibytesMayBeOfChatsOfOneMessage() {
    String threads =
        IntStream.range(0, 13_000)
            .mapToObj(i ->
                """
                {"id":"2010%08d","context":{"wa_id":"2010%08d"},"messages":[{"from":"2010%08d",\
                "id":"wamid.HBgMMjAxMDAxMjM0NTY3FQIAEhgU%05d","timestamp":"1790000000",\
                "type":"text","text":{"body":"ok"},"history_context":{"status":"READ"}}]}\
                """
                    .formatted(i, i, i, i))
            .collect(Collectors.joining(","));
    byte[] body =
        body("history", value("\"history\":[{\"threads\":[" + threads + "]}]")).getBytes();

    assertThat(body.length).isBetween(2_700_000, 3 << 20);
    List<KeyedEvent> events = byDefault(body);
    assertThat(events).hasSize(13_001);
    assertThat(events).extracting(KeyedEvent::key).contains("p1|201000012999");
  }

  @Test
  void theOnlyContactOfAHistoryIsNotWhomAllOfItsChatsAreWith() {
    List<KeyedEvent> events =
        split(
            body(
                "history",
                value(
                    "\"contacts\":[{\"wa_id\":\"1\",\"user_id\":\"US.1\"}],\"history\":[{\"threads\":["
                        + "{\"id\":\"1\",\"messages\":[{\"from\":\"1\",\"id\":\"w1\"}]},"
                        + "{\"id\":\"2\",\"messages\":[{\"from\":\"2\",\"id\":\"w2\"}]}]}]")));

    assertThat(payloads(events).get(0)).contains("US.1");
    assertThat(payloads(events).get(1)).contains("w2").doesNotContain("US.1");
  }

  /// Within the limits that a service has unless it is told others.
  private static List<KeyedEvent> byDefault(byte[] body) {
    return Splitting.splitter(50_000, Splitting.SPLIT_BYTES_MAX)
        .split(body, Splitting.OWNERS)
        .events();
  }
}
