package io.awfar.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.ingest.publish.KeyedEvent;
import io.awfar.whatsapp.EventKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Who an event is about: the key that keeps a chat in order, and the recipient in an identity.
class EventKeyTest {

  @Test
  void aMessageIsKeyedByTheUserIdBeforeThePhone() {
    assertThat(message("{\"id\":\"m\",\"from\":\"1\",\"from_user_id\":\"U.1\"}", "").key())
        .isEqualTo("p|U.1");
  }

  @Test
  void theUserIdMayComeFromTheContact() {
    assertThat(
            message(
                    "{\"id\":\"m\",\"from\":\"1\"}",
                    "{\"wa_id\":\"2\"},{\"wa_id\":\"1\",\"user_id\":\"U.1\"}")
                .key())
        .isEqualTo("p|U.1");
  }

  @Test
  void aContactIsFoundByUserIdBeforePhone() {
    KeyedEvent event =
        message(
            "{\"id\":\"m\",\"from\":\"1\",\"from_user_id\":\"U.1\"}",
            "{\"wa_id\":\"1\",\"user_id\":\"U.0\"},{\"user_id\":\"U.1\"}");

    assertThat(Splitting.payload(event)).contains("\"contacts\":[{\"user_id\":\"U.1\"}]");
  }

  @Test
  void theOnlyContactIsTheSenderWhateverItsIds() {
    KeyedEvent event = message("{\"id\":\"m\",\"from\":\"\"}", "{\"wa_id\":\"1\"}");

    assertThat(event.key()).isEqualTo("p|1");
    assertThat(Splitting.payload(event)).contains("\"contacts\":[{\"wa_id\":\"1\"}]");
  }

  @Test
  void theOnlyContactIsNotTheSenderIfItIsSomebodyElse() {
    KeyedEvent event =
        message("{\"id\":\"m\",\"from_user_id\":\"U.2\"}", "{\"wa_id\":\"1\",\"user_id\":\"U.1\"}");

    assertThat(event.key()).isEqualTo("p|U.2");
    assertThat(Splitting.payload(event)).doesNotContain("contacts");
  }

  @Test
  void theOnlyContactIsThatOfOneSenderAmongSeveral() {
    List<KeyedEvent> events =
        Splitting.split(
            Splitting.body(
                "messages",
                "{\"metadata\":{\"phone_number_id\":\"p\"},\"contacts\":[{\"wa_id\":\"1\",\"user_id\":\"U.1\"}],"
                    + "\"messages\":[{\"id\":\"m1\",\"from\":\"1\"},{\"id\":\"m2\",\"from\":\"2\"}]}"));

    assertThat(events).extracting(KeyedEvent::key).containsExactly("p|U.1", "p|2");
    assertThat(Splitting.payload(events.getLast())).doesNotContain("contacts");
  }

  @Test
  void withSeveralContactsNoneIsGuessed() {
    KeyedEvent event =
        message("{\"id\":\"m\",\"from\":\"3\"}", "{\"wa_id\":\"1\"},{\"wa_id\":\"2\"}");

    assertThat(event.key()).isEqualTo("p|3");
    assertThat(Splitting.payload(event)).doesNotContain("contacts");
  }

  @Test
  void aMessageFromNobodyIsKeyedByItsGroupOrItsChannel() {
    assertThat(message("{\"id\":\"m\",\"group_id\":\"g\"}", "").key()).isEqualTo("p|g");
    assertThat(message("{\"id\":\"m\",\"from\":{}}", "").key()).isEqualTo("p");
  }

  @Test
  void aStatusIsKeyedByItsRecipient() {
    assertThat(status("\"recipient_id\":\"1\",\"recipient_user_id\":\"U.1\"").key())
        .isEqualTo("p|U.1");
    assertThat(status("\"recipient_id\":\"1\"").key()).isEqualTo("p|1");
    assertThat(status("\"group_id\":\"g\"").key()).isEqualTo("p|g");
    assertThat(status("\"x\":1").key()).isEqualTo("p");
  }

  @Test
  void eachParticipantOfAGroupHasAStatusOfItsOwn() {
    KeyedEvent event = status("\"recipient_id\":\"g\",\"recipient_participant_id\":\"1\"");

    assertThat(event.key()).isEqualTo("p|g");
    assertThat(event.event().getIdentity()).isEqualTo("s|p|w|read|1");
  }

  private static final String EVENTS =
      """
      {"metadata":{"phone_number_id":106540352242922},
       "contacts":[{"wa_id":967777000111,"user_id":8041227719230468},{"wa_id":967777000222}],
       "messages":[{"id":"w1","from":967777000111},{"id":23,"from":967777000222}],
       "statuses":[{"id":"w2","status":"read","recipient_id":967777000333},
         {"id":45,"status":"read","recipient_id":120363000000000001,
          "recipient_participant_id":967777000444}]}\
      """;

  private static final String HISTORY =
      """
      {"metadata":{"phone_number_id":106540352242922},"history":[{"threads":[
        {"id":967777000111,"messages":[{"id":67,"from":967777000111,"type":"media_placeholder"}]},
        {"context":{"wa_id":967777000222,"user_id":8041227719230469},"messages":[{"id":89}]}]}]}\
      """;

  /// The same with each whole number between quotes.
  private static String quoted(String json) {
    return json.replaceAll(":([0-9]+)", ":\"$1\"");
  }

  private static List<List<String>> whose(String field, String value) {
    return Splitting.split(Splitting.body(field, value)).stream()
        .filter(event -> event.event().getKind() != EventKind.CHANNEL_EVENT)
        .map(event ->
            List.of(event.key(), event.event().getIdentity(), event.event().getChannelId()))
        .toList();
  }

  @Test
  void anIdThatIsAWholeNumberIsReadAsItsDigits() {
    assertThat(whose("messages", EVENTS))
        .isEqualTo(whose("messages", quoted(EVENTS)))
        .extracting(List::getFirst)
        .containsExactly(
            "106540352242922|8041227719230468",
            "106540352242922|967777000222",
            "106540352242922|967777000333",
            "106540352242922|120363000000000001");
    assertThat(whose("history", HISTORY))
        .isEqualTo(whose("history", quoted(HISTORY)))
        .extracting(List::getFirst)
        .containsExactly("106540352242922|967777000111", "106540352242922|8041227719230469");
  }

  @Test
  void anAccountThatIsAWholeNumberIsReadAsItsDigits() {
    String body =
        "{\"entry\":[{\"id\":102290129340398,\"changes\":[{\"value\":{},\"field\":\"x\"}]}]}";

    assertThat(Splitting.split(body))
        .isEqualTo(Splitting.split(quoted(body)))
        .extracting(event -> event.event().getBusinessAccountId())
        .containsExactly("102290129340398");
  }

  private static KeyedEvent message(String message, String contacts) {
    return first("\"contacts\":[%s],\"messages\":[%s]".formatted(contacts, message));
  }

  private static KeyedEvent status(String recipient) {
    return first("\"statuses\":[{\"id\":\"w\",\"status\":\"READ\",%s}]".formatted(recipient));
  }

  private static KeyedEvent first(String members) {
    return Splitting.split(
            Splitting.body(
                "messages", "{\"metadata\":{\"phone_number_id\":\"p\"}," + members + "}"))
        .getFirst();
  }
}
