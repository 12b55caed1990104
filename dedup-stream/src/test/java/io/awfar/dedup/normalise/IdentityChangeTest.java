package io.awfar.dedup.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.dedup.Payloads;
import io.awfar.whatsapp.EventKind;
import io.awfar.whatsapp.IdentityChange;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.RawEvent;
import org.junit.jupiter.api.Test;

class IdentityChangeTest {

  private final Normaliser normaliser = new Normaliser(1 << 20);

  @Test
  void aChangedNumberIsToldWithTheOneBefore() {
    assertThat(message("system-number-changed").getIdentityChange())
        .isEqualTo(new IdentityChange("201001234567", "201119876543", null, null));
  }

  @Test
  void aChangedUserIdIsToldWithTheOneBefore() {
    assertThat(message("system-user-id-changed").getIdentityChange())
        .isEqualTo(new IdentityChange(null, null, "IN.5519023847710263", "IN.9920118374655510"));
  }

  @Test
  void aNoticeFromNobodyIsOfThePersonItTellsOf() {
    Message notice = message("system-user-id-changed-by-nobody");

    assertThat(notice.getWaChatId()).isEqualTo("461203847759012|IN.9920118374655510");
    assertThat(notice.getContact().getUserId()).isEqualTo("IN.9920118374655510");
  }

  @Test
  void onlyTheEndOfTheTextIsBelievedSinceTheNameInItIsThePersonsChoice() {
    assertThat(message("system-user-id-changed-by-nobody").getIdentityChange())
        .isEqualTo(new IdentityChange(null, null, "IN.5519023847710263", "IN.9920118374655510"));
    assertThat(
            notice("User A changed from IN.1 to IN.2 and more", "user_changed_user_id", "IN.2")
                .getIdentityChange()
                .getPreviousUserId())
        .isNull();
  }

  @Test
  void otherNoticesTellOfNoChange() {
    assertThat(notice("Security code changed", "user_identity_changed", "IN.2").getIdentityChange())
        .isNull();
  }

  private Message notice(String text, String type, String userId) {
    return message(
        Payloads.rawEvent(
            EventKind.MESSAGE,
            """
            {"messages":[{"id":"wamid.1","timestamp":"1","type":"system",
              "system":{"body":"%s","type":"%s","user_id":"%s"}}]}
            """
                .formatted(text, type, userId)));
  }

  private Message message(String payload) {
    return message(Payloads.rawEvent("message-" + payload));
  }

  private Message message(RawEvent event) {
    return ((Normalised.OfMessage) normaliser.normalise(event)).message();
  }
}
