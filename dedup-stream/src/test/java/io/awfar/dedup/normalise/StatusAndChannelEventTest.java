package io.awfar.dedup.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.dedup.Payloads;
import io.awfar.schemas.id.EventIdentity;
import io.awfar.schemas.id.StableId;
import io.awfar.whatsapp.ChannelEvent;
import io.awfar.whatsapp.DeliveryStatus;
import io.awfar.whatsapp.EventKind;
import io.awfar.whatsapp.MessageStatus;
import io.awfar.whatsapp.RawEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusAndChannelEventTest {

  private final Normaliser normaliser = new Normaliser(1 << 20);

  @ParameterizedTest
  @CsvSource({
    "sent, SENT",
    "delivered, DELIVERED",
    "read, READ",
    "played, PLAYED",
    "failed-window-closed, FAILED",
    "name-of-the-future, UNKNOWN"
  })
  void everyStatusHasItsStep(String payload, DeliveryStatus step) {
    assertThat(status(payload).getStatus()).isEqualTo(step);
  }

  @Test
  void aStatusTellsConversationAndPricing() {
    MessageStatus status = status("sent");

    assertThat(status.getConversation().getId()).isEqualTo("0fd1a8c2b7e94d3f9c7e5a1b");
    assertThat(status.getConversation().getOrigin()).isEqualTo("marketing");
    assertThat(status.getConversation().getExpiresAt())
        .isEqualTo(Instant.ofEpochSecond(1793886400));
    assertThat(status.getPricing().getBillable()).isTrue();
    assertThat(status.getPricing().getModel()).isEqualTo("PMP");
    assertThat(status.getPricing().getCategory()).isEqualTo("marketing");
    assertThat(status.getWaChatId()).isEqualTo("461203847759012|201001234567");
    assertThat(status("read").getConversation()).isNull();
    assertThat(status("read").getPricing()).isNull();
  }

  @Test
  void aFailureTellsWhyAndOurOwnSendIsNamed() {
    assertThat(status("failed-window-closed").getErrors().getFirst().getCode()).isEqualTo(131047);
    assertThat(status("failed-undeliverable").getCallbackData())
        .isEqualTo("6a1f2c9e-2a43-4a68-9f5e-3d1b7f0a9c55");
  }

  @Test
  void theRecipientIsAUserIdANumberOrAGroup() {
    MessageStatus hidden = status("delivered-to-user-id");
    assertThat(hidden.getRecipientUserId()).isEqualTo("IN.5519023847710263");
    assertThat(hidden.getRecipientId()).isNull();
    assertThat(hidden.getWaChatId()).isEqualTo("461203847759012|IN.5519023847710263");

    MessageStatus group = status("delivered-in-group");
    assertThat(group.getGroupId()).startsWith("Y2Fw");
    assertThat(group.getRecipientId()).isEqualTo("201227778899");
    assertThat(group.getWaChatId()).isEqualTo("461203847759012|" + group.getGroupId());
  }

  @Test
  void whatAStatusSaysBesidesIsKeptAsJson() {
    assertThat(status("sent-payment").getContent())
        .startsWith("{\"type\":\"payment\",\"payment\":{\"reference_id\":\"order-48213\"");
    assertThat(status("sent").getContent()).isNull();
    assertThat(status("delivered-in-group").getContent()).isNull();
    assertThat(status("failed-undeliverable").getContent()).isNull();
  }

  @Test
  void anUnknownStatusKeepsItsName() {
    assertThat(status("name-of-the-future").getStatusName()).isEqualTo("savoured");
  }

  @Test
  void aChannelEventKeepsItsWholeValueAndHasAStableId() {
    RawEvent event = Payloads.rawEvent("event-template-status");
    ChannelEvent normalised = channelEvent(event);

    assertThat(normalised.getField()).isEqualTo("message_template_status_update");
    assertThat(normalised.getChannelId()).isEqualTo("389471120056134");
    assertThat(normalised.getBusinessAccountId()).isEqualTo("389471120056134");
    assertThat(normalised.getEventId())
        .isEqualTo(StableId.channelEvent(Payloads.OWNER, event.getIdentity()));
    assertThat(normalised.getContent())
        .startsWith("{\"event\":\"APPROVED\",\"message_template_id\":1044182230917,");
  }

  @ParameterizedTest
  @CsvSource({
    "1793870000, 2026-11-05T09:13:20Z",
    "1, 1970-01-01T00:00:01Z",
    "'',",
    "0,",
    "yesterday,",
    "1793870000000,",
    "99999999999999999999,"
  })
  void aChannelEventTellsTheTimeOfItsEntryIfThatCanBe(String time, @Nullable Instant occurredAt) {
    RawEvent event =
        RawEvent.newBuilder(Payloads.rawEvent("event-template-status"))
            .setIdentity(EventIdentity.channelEvent("1", "any", "ab", time))
            .build();

    assertThat(channelEvent(event).getOccurredAt()).isEqualTo(occurredAt);
  }

  @ParameterizedTest
  @CsvSource({"[]", "17", "'\"text\"'", "null", "{}", "12345678901234567890.10"})
  void anyJsonIsAChannelEvent(String value) {
    assertThat(channelEvent(Payloads.rawEvent(EventKind.CHANNEL_EVENT, value)).getContent())
        .isEqualTo(value);
  }

  private MessageStatus status(String payload) {
    RawEvent event = Payloads.rawEvent("status-" + payload);
    return ((Normalised.OfStatus) normaliser.normalise(event)).status();
  }

  private ChannelEvent channelEvent(RawEvent event) {
    return ((Normalised.OfChannelEvent) normaliser.normalise(event)).event();
  }
}
