package io.awfar.dedup.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.awfar.dedup.Payloads;
import io.awfar.whatsapp.CallEvent;
import io.awfar.whatsapp.ChannelEvent;
import io.awfar.whatsapp.GroupChange;
import io.awfar.whatsapp.GroupSetting;
import io.awfar.whatsapp.HistoryProgress;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.OrderItem;
import io.awfar.whatsapp.RawEvent;
import io.awfar.whatsapp.SharedContact;
import io.awfar.whatsapp.WhatsAppError;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// What channel events tell in records of their own, beside the JSON that is kept.
class EventDetailsTest {

  private final Normaliser normaliser = new Normaliser(1 << 20);

  @Test
  void aTemplateTellsStateCategoryAndQuality() {
    ChannelEvent status = event("event-template-status");
    assertThat(status.getTemplate().getTemplateId()).isEqualTo("1044182230917");
    assertThat(status.getTemplate().getName()).isEqualTo("order_shipped");
    assertThat(status.getTemplate().getEvent()).isEqualTo("APPROVED");
    assertThat(status.getTemplate().getCategory()).isEqualTo("UTILITY");
    assertThat(status.getContent()).contains("message_template_id");

    assertThat(event("event-template-category").getTemplate().getCategory()).isEqualTo("MARKETING");
    assertThat(event("event-template-category").getTemplate().getPreviousCategory())
        .isEqualTo("UTILITY");
    assertThat(event("event-template-quality").getTemplate().getQuality()).isEqualTo("YELLOW");
    assertThat(event("event-template-quality").getTemplate().getPreviousQuality())
        .isEqualTo("GREEN");
    assertThat(event("event-template-components").getTemplate().getBody()).contains("{{1}}");
  }

  @Test
  void anAccountTellsAlertsRestrictionsAndReviews() {
    assertThat(event("event-account-alert").getAccountAlert().getType()).isEqualTo("OBA_APPROVED");
    var account = event("event-account-update").getAccount();
    assertThat(account.getEvent()).isEqualTo("ACCOUNT_RESTRICTION");
    assertThat(account.getRestrictions().getFirst().getType())
        .isEqualTo("RESTRICTED_BIZ_INITIATED_MESSAGING");
    assertThat(account.getRestrictions().getFirst().getExpiresAtMillis())
        .isEqualTo(1_794_300_000_000L);
    assertThat(event("event-account-review").getAccount().getDecision()).isEqualTo("APPROVED");
  }

  @Test
  void aNumberTellsNameQualityCapabilityAndProtection() {
    assertThat(event("event-number-name").getPhoneNumber().getRequestedName())
        .isEqualTo("Awfar Kettles");
    assertThat(event("event-number-quality").getPhoneNumber().getLimit()).isEqualTo("TIER_10K");
    assertThat(event("event-capability").getCapability().getPhoneNumbersPerBusinessMax())
        .isEqualTo(25);
    assertThat(event("event-security").getSecurity().getEvent()).isEqualTo("PIN_RESET_REQUEST");
    assertThat(event("event-flow").getFlow().getStatus()).isEqualTo("PUBLISHED");
  }

  @Test
  void peopleTellPreferencesIdsAndTheAddressBook() {
    var preference = event("event-user-preference").getPreferences().getFirst();
    assertThat(preference.getValue()).isEqualTo("stop");
    assertThat(preference.getOccurredAt()).isEqualTo(Instant.ofEpochSecond(1_793_802_000));
    var userId = event("event-user-id-update").getUserIdChanges().getFirst();
    assertThat(userId.getPreviousUserId()).isEqualTo("EG.8041227719230468");
    assertThat(userId.getUserId()).isEqualTo("EG.9150338820341579");
    var synced = event("event-address-book-sync").getSyncedContacts().getFirst();
    assertThat(synced.getFullName()).isEqualTo("Mona Farouk");
    assertThat(synced.getAction()).isEqualTo("add");
  }

  @Test
  void aCallTellsItsStepsAndTimes() {
    CallEvent begun = event("event-call").getCalls().getFirst();
    assertThat(begun.getEvent()).isEqualTo("connect");
    assertThat(begun.getSdpType()).isEqualTo("offer");

    CallEvent ended =
        event(
                "calls",
                """
                {"calls":[{"id":"wacid.1","event":"terminate","direction":"USER_INITIATED",
                "status":"COMPLETED","timestamp":"1793802077","start_time":"1793802044",
                "end_time":"1793802077","duration":33,"errors":[{"code":138000}]}]}
                """)
            .getCalls()
            .getFirst();
    assertThat(ended.getOccurredAt()).isEqualTo(Instant.ofEpochSecond(1_793_802_077));
    assertThat(ended.getStartedAtMillis()).isEqualTo(1_793_802_044_000L);
    assertThat(ended.getDurationSeconds()).isEqualTo(33);
    assertThat(ended.getErrors().getFirst().getCode()).isEqualTo(138_000);
  }

  @Test
  void aCallOfTheBusinessTellsWhetherItRingsAndIsTaken() {
    CallEvent rings = event("event-call-status").getCalls().getFirst();

    assertThat(rings.getCallId()).startsWith("wacid.");
    assertThat(rings.getStatus()).isEqualTo("RINGING");
    assertThat(rings.getTo()).isEqualTo("201001234567");
    assertThat(rings.getToUserId()).isEqualTo("EG.8041227719230468");
    assertThat(rings.getOccurredAt()).isEqualTo(Instant.ofEpochSecond(1_793_802_050));
  }

  @Test
  void aGroupTellsWhoIsInItAndHowItIsSet() {
    assertThat(
            event("event-group-participants")
                .getGroups()
                .getFirst()
                .getAdded()
                .getFirst()
                .getWaId())
        .isEqualTo("201227778899");

    GroupChange set =
        event(
                "group_settings_update",
                """
                {"groups":[{"group_id":"g","type":"group_settings_update","request_id":"r",
                "group_subject":{"text":"Kettles","update_successful":true},
                "profile_picture":{"mime_type":"image/jpeg","update_successful":false,
                "errors":[{"code":131000}]}}]}
                """)
            .getGroups()
            .getFirst();
    assertThat(set.getOccurredAt()).isEqualTo(Payloads.RECEIVED_AT);
    assertThat(set.getSettings())
        .extracting(GroupSetting::getName, GroupSetting::getSuccessful)
        .containsExactly(tuple("group_subject", true), tuple("profile_picture", false));
  }

  @Test
  void aHistoryTellsHowFarItHasComeOrThatItIsDeclined() {
    assertThat(event("event-history-progress").getHistoryProgress())
        .containsExactly(new HistoryProgress(1, 2, 55, List.of()));

    HistoryProgress declined = event("event-history-declined").getHistoryProgress().getFirst();
    assertThat(declined.getErrors().getFirst().getCode()).isEqualTo(2_593_109);
    assertThat(declined.getErrors().getFirst().getDetails())
        .isEqualTo("The business does not share its history");
    assertThat(declined.getProgress()).isNull();
  }

  @Test
  void whatIsLeftOfAHistoryThatSaysNothingOfItselfTellsNoProgress() {
    ChannelEvent event = event("history", "{\"history\":[{\"threads\":[{\"id\":\"1\"}]}]}");

    assertThat(event.getHistoryProgress()).isNull();
    assertThat(event.getContent()).contains("threads");
  }

  @Test
  void theErrorsOfAValueAreToldWhateverItsField() {
    assertThat(event("event-errors").getErrors())
        .extracting(WhatsAppError::getCode, WhatsAppError::getTitle)
        .containsExactly(tuple(130_429, "Rate limit hit"));
    assertThat(event("field_to_come", "{\"errors\":[{\"code\":131000}]}").getErrors())
        .extracting(WhatsAppError::getCode)
        .containsExactly(131_000);
  }

  @Test
  void aListOfThatNameThatTellsOfSomethingElseIsNoErrorOfTheValue() {
    ChannelEvent flow =
        event("flows", "{\"errors\":[{\"error_type\":\"TIMEOUT\",\"error_count\":4}]}");

    assertThat(flow.getErrors()).isNull();
    assertThat(event("event-call").getErrors()).isNull();
    assertThat(flow.getContent()).contains("TIMEOUT");
  }

  @Test
  void aFieldOfTheFutureHasItsJsonAlone() {
    ChannelEvent event = event("field_to_come", "{\"event\":\"X\"}");

    assertThat(event.getContent()).isEqualTo("{\"event\":\"X\"}");
    assertThat(event.getTemplate()).isNull();
    assertThat(event.getAccount()).isNull();
  }

  @Test
  void whatIsOfAnotherShapeLeavesTheRecordEmptyAndTheJsonWhole() {
    ChannelEvent event = event("calls", "{\"calls\":\"none\"}");

    assertThat(event.getCalls()).isEmpty();
    assertThat(event.getContent()).isEqualTo("{\"calls\":\"none\"}");
  }

  @Test
  void anOrderCardsAndAnAdvertisementAreToldBesideTheirJson() {
    Message order = message("message-order");
    assertThat(order.getText()).isEqualTo("Please before Friday");
    assertThat(order.getOrder().getCatalogId()).isEqualTo("714455120981234");
    assertThat(order.getOrder().getItems())
        .extracting(OrderItem::getPrice)
        .containsExactly("29.9", "14.5");
    assertThat(order.getContent()).contains("product_items");

    Message contacts = message("message-contacts");
    SharedContact card = contacts.getSharedContacts().getFirst();
    assertThat(card.getFormattedName()).isEqualTo("Omar Said");
    assertThat(card.getPhones().getFirst().getWaId()).isEqualTo("201007654321");
    assertThat(card.getCompany()).isEqualTo("Said & Sons");
    assertThat(contacts.getContent()).contains("formatted_name");

    Message led = message("message-text-from-advertisement");
    assertThat(led.getReferral().getSourceId()).isEqualTo("120211998877665544");
    assertThat(led.getReferral().getClickId()).startsWith("ARAk");
    assertThat(led.getContent()).contains("ctwa_clid");
  }

  @Test
  void aPlainTextHasNoneOfThem() {
    Message text = message("message-text-forwarded");

    assertThat(text.getOrder()).isNull();
    assertThat(text.getSharedContacts()).isNull();
    assertThat(text.getReferral()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event-account-update",
        "event-address-book-sync",
        "event-call",
        "event-call-status",
        "event-errors",
        "event-group-participants",
        "event-history-declined",
        "event-history-progress",
        "event-template-status",
        "event-user-id-update",
        "event-user-preference"
      })
  void aRecordIsReadAsItWasWritten(String payload) throws Exception {
    ChannelEvent event = event(payload);

    assertThat(copy(event)).isEqualTo(event).hasSameHashCodeAs(event);
  }

  private static SpecificRecordBase copy(ChannelEvent event) throws Exception {
    var bytes = ChannelEvent.getEncoder().encode(event);
    return ChannelEvent.getDecoder().decode(bytes);
  }

  private ChannelEvent event(String payload) {
    return event(Payloads.rawEvent(payload));
  }

  private ChannelEvent event(String field, String value) {
    return event(Payloads.rawEvent("389471120056134", field, JsonMapper.shared().readTree(value)));
  }

  private ChannelEvent event(RawEvent raw) {
    return ((Normalised.OfChannelEvent) normaliser.normalise(raw)).event();
  }

  private Message message(String payload) {
    return ((Normalised.OfMessage) normaliser.normalise(Payloads.rawEvent(payload))).message();
  }
}
