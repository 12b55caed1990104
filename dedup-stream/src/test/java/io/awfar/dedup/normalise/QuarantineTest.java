package io.awfar.dedup.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.dedup.Payloads;
import io.awfar.whatsapp.EventKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuarantineTest {

  private final Normaliser normaliser = new Normaliser(10_000);

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "MESSAGE; {\"messages\":[; INVALID_JSON",
        "MESSAGE; {\"messages\":[]} {}; INVALID_JSON",
        "MESSAGE; ``; INVALID_JSON",
        "CHANNEL_EVENT; not json; INVALID_JSON",
        "CHANNEL_EVENT; NaN; INVALID_JSON",
        "MESSAGE; []; UNEXPECTED_SHAPE",
        "MESSAGE; {}; UNEXPECTED_SHAPE",
        "MESSAGE; {\"messages\":{}}; UNEXPECTED_SHAPE",
        "MESSAGE; {\"messages\":[]}; UNEXPECTED_SHAPE",
        "MESSAGE; {\"messages\":[{\"id\":\"a\"},{\"id\":\"b\"}]}; UNEXPECTED_SHAPE",
        "MESSAGE; {\"messages\":[\"a\"]}; MISSING_ID",
        "MESSAGE; {\"messages\":[null]}; MISSING_ID",
        "MESSAGE; {\"messages\":[{\"from\":\"1\"}]}; MISSING_ID",
        "MESSAGE; {\"messages\":[{\"from\":\"1\",\"id\":17}]}; MISSING_ID",
        "MESSAGE; {\"messages\":[{\"from\":\"1\",\"id\":\"  \"}]}; MISSING_ID",
        "MESSAGE; {\"messages\":[{\"from\":\"1\",\"id\":{}}]}; MISSING_ID",
        "MESSAGE; {\"messages\":[{\"id\":\"w\",\"from\":\"\"}]}; MISSING_CONTACT",
        "STATUS; {\"statuses\":[{\"status\":\"read\"}]}; MISSING_ID",
        "STATUS; {\"statuses\":[{\"id\":\"w\"}]}; MISSING_STATUS",
        "STATUS; {\"messages\":[{\"id\":\"w\",\"from\":\"1\"}]}; UNEXPECTED_SHAPE",
        "SEND_OUTCOME; {}; UNEXPECTED_SHAPE",
        "SEND_OUTCOME; {\"statuses\":[{\"id\":\"w\",\"status\":\"accepted\"}]}; MISSING_ID",
        "UNKNOWN; {}; UNSUPPORTED_KIND"
      })
  void whatCannotBeUsedIsQuarantinedForAStableReason(
      EventKind kind, String payload, Reason reason) {
    assertThat(quarantined(kind, payload).reason()).isEqualTo(reason);
  }

  @Test
  void aStatusWithoutARecipientIsDelivered() {
    assertThat(
            normaliser.normalise(
                Payloads.rawEvent(
                    EventKind.STATUS, "{\"statuses\":[{\"id\":\"w\",\"status\":\"read\"}]}")))
        .isInstanceOf(Normalised.OfStatus.class);
  }

  @Test
  void anAbsurdlyLongIdIsNoId() {
    String id = "w".repeat(WaMessageId.BYTES_MAX + 1);
    assertThat(
            quarantined(
                    EventKind.MESSAGE, "{\"messages\":[{\"from\":\"1\",\"id\":\"" + id + "\"}]}")
                .reason())
        .isEqualTo(Reason.MISSING_ID);
  }

  @Test
  void deepNestingIsQuarantinedAtOnce() {
    String deep = "[".repeat(200_000) + "]".repeat(200_000);
    assertThat(quarantined(EventKind.CHANNEL_EVENT, deep).reason()).isEqualTo(Reason.INVALID_JSON);
  }

  @Test
  void aRecordThatTheBrokerWouldRefuseIsQuarantined() {
    String text = "x".repeat(10_000);
    String message =
        "{\"messages\":[{\"from\":\"1\",\"id\":\"w\",\"type\":\"text\",\"text\":{\"body\":\"%s\"}}]}";
    assertThat(quarantined(EventKind.MESSAGE, message.formatted(text)).reason())
        .isEqualTo(Reason.TOO_LARGE);
    assertThat(
            normaliser.normalise(
                Payloads.rawEvent(EventKind.MESSAGE, message.formatted(text.substring(1000)))))
        .isInstanceOf(Normalised.OfMessage.class);
  }

  @Test
  void theDetailNeverQuotesTheContent() {
    assertThat(quarantined(EventKind.CHANNEL_EVENT, "{\"a\": secret}").detail())
        .doesNotContain("secret");
  }

  private Normalised.Quarantined quarantined(EventKind kind, String payload) {
    return (Normalised.Quarantined) normaliser.normalise(Payloads.rawEvent(kind, payload));
  }
}
