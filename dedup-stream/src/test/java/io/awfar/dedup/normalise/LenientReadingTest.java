package io.awfar.dedup.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.dedup.Payloads;
import io.awfar.whatsapp.EventKind;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.RawEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LenientReadingTest {

  private final Normaliser normaliser = new Normaliser(1 << 20);

  @Test
  void aMessageWithoutAReadableTimeWasSentWhenItWasReceivedAndKeepsWhatItSaid() {
    Message message = element("{'from':'1','id':'wamid.x','timestamp':'soon','type':'text'}");

    assertThat(message.getSentAt()).isEqualTo(Payloads.RECEIVED_AT);
    assertThat(message.getContent()).isEqualTo("{\"timestamp\":\"soon\"}");
  }

  @Test
  void aMessageFromTheFutureWasSentWhenItWasReceivedAndKeepsWhatItSaid() {
    long soon = Payloads.RECEIVED_AT.getEpochSecond() + 3600;
    assertThat(
            element("{'from':'1','id':'w','timestamp':'" + soon + "','type':'text'}").getSentAt())
        .isEqualTo(Instant.ofEpochSecond(soon));

    Message message = element("{'from':'1','id':'w','timestamp':'253402300799','type':'text'}");
    assertThat(message.getSentAt()).isEqualTo(Payloads.RECEIVED_AT);
    assertThat(message.getContent()).isEqualTo("{\"timestamp\":\"253402300799\"}");
  }

  @Test
  void numbersBeyondWhatADatabaseKeepsBecomeTexts() {
    String kept = "9".repeat(300);
    String beyond = "9".repeat(301);

    Message message =
        element(
            ("{'from':'1','id':'w','timestamp':'1793800000','type':'text',"
                    + "'a':%s,'b':%s,'c':-%s,'d':1e300}")
                .formatted(kept, beyond, beyond));

    assertThat(message.getContent())
        .contains("\"a\":" + kept)
        .contains("\"b\":\"" + beyond + '"')
        .contains("\"c\":\"-" + beyond + '"')
        .contains("\"d\":\"1E+300\"");
  }

  @Test
  void numbersForTextsAndTextsForNumbersAreUnderstood() {
    Message swapped = message("number-and-text-swapped");
    assertThat(swapped.getText()).isEqualTo("48213");
    assertThat(swapped.getContact().getName()).isEqualTo("7");

    Message place =
        element(
            "{'from':49301,'id':'wamid.x','timestamp':1793800000,'type':'location',"
                + "'location':{'latitude':'52.5','longitude':'13.4'},'group_id':null}");
    assertThat(place.getLocation().getLatitude()).isEqualTo(52.5);
    assertThat(place.getContact().getPhone()).isEqualTo("49301");
    assertThat(place.getContent()).isNull();
  }

  @Test
  void theOnlyContactIsTheSenderUnlessItIsSomebodyElse() {
    String value =
        """
        {"contacts":[{"wa_id":"5491155","user_id":"AR.1"}],
        "messages":[{%s,"id":"w","timestamp":"1793800000","type":"text"}]}\
        """;
    Message written = ofPayload(value.formatted("\"from\":\"541155\""));
    assertThat(written.getContact().getUserId()).isEqualTo("AR.1");

    Message other = ofPayload(value.formatted("\"from_user_id\":\"AR.2\""));
    assertThat(other.getContact().getUserId()).isEqualTo("AR.2");
    assertThat(other.getContact().getPhone()).isNull();
  }

  @Test
  void whatDoesNotFitItsFieldStaysInTheJson() {
    assertThat(element("{'from':'1','id':'w','type':'text','text':'no object'}").getContent())
        .isEqualTo("{\"text\":\"no object\"}");
    assertThat(
            element(
                    "{'from':'1','id':'w','type':'location',"
                        + "'location':{'latitude':1e400,'longitude':13}}")
                .getContent())
        .isEqualTo("{\"location\":{\"latitude\":\"1E+400\",\"longitude\":13}}");
    assertThat(
            element("{'from':'1','id':'w','type':'image','image':{'id':'5','view_once':true}}")
                .getContent())
        .contains("view_once");
  }

  @Test
  void textThatNoDatabaseKeepsIsReplaced() {
    Message message =
        element(
            "{'from':'1','id':'w\\u0000','type':'text','text':{'body':'a\\u0000b\\ud800c'},"
                + "'k\\u0000':'\\udc00'}");

    assertThat(message.getText()).isEqualTo("a\uFFFDb\uFFFDc");
    assertThat(message.getWaMessageId()).isEqualTo("w\uFFFD");
    assertThat(message.getContent()).isEqualTo("{\"k\uFFFD\":\"\uFFFD\"}");
  }

  private Message message(String payload) {
    return messageOf(Payloads.rawEvent("message-" + payload));
  }

  private Message element(String element) {
    return ofPayload(("{'messages':[" + element + "]}").replace('\'', '"'));
  }

  private Message ofPayload(String payload) {
    return messageOf(Payloads.rawEvent(EventKind.MESSAGE, payload));
  }

  private Message messageOf(RawEvent event) {
    return ((Normalised.OfMessage) normaliser.normalise(event)).message();
  }
}
