package io.awfar.dedup.normalise;

import io.awfar.whatsapp.BusinessCapability;
import io.awfar.whatsapp.ChannelEvent;
import io.awfar.whatsapp.PhoneNumberChange;
import io.awfar.whatsapp.SecurityChange;

/// What happened to a number, or to what a business may do with its numbers.
final class NumberDetails {

  private NumberDetails() {}

  static void read(JsonFields value, ChannelEvent.Builder event) {
    event.setPhoneNumber(
        PhoneNumberChange.newBuilder()
            .setDisplayPhoneNumber(value.text("display_phone_number"))
            .setEvent(value.text("event"))
            .setDecision(value.text("decision"))
            .setRequestedName(value.text("requested_verified_name"))
            .setRejectionReason(value.text("rejection_reason"))
            .setLimit(value.text("current_limit"))
            .setPreviousLimit(value.text("old_limit"))
            .setBusinessLimit(value.text("max_daily_conversations_per_business"))
            .build());
  }

  static void readCapability(JsonFields value, ChannelEvent.Builder event) {
    event.setCapability(
        BusinessCapability.newBuilder()
            .setDailyConversationsPerPhoneMax(value.number("max_daily_conversation_per_phone"))
            .setDailyConversationsPerBusinessMax(value.text("max_daily_conversations_per_business"))
            .setPhoneNumbersPerBusinessMax(value.number("max_phone_numbers_per_business"))
            .setPhoneNumbersPerAccountMax(value.number("max_phone_numbers_per_waba"))
            .build());
  }

  static void readSecurity(JsonFields value, ChannelEvent.Builder event) {
    event.setSecurity(
        new SecurityChange(
            value.text("event"), value.text("display_phone_number"), value.text("requester")));
  }
}
