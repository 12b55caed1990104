package io.awfar.dedup.normalise;

import io.awfar.whatsapp.AccountAlert;
import io.awfar.whatsapp.AccountChange;
import io.awfar.whatsapp.AccountRestriction;
import io.awfar.whatsapp.ChannelEvent;
import java.util.List;

/// What happened to an account.
final class AccountDetails {

  private AccountDetails() {}

  static void read(JsonFields value, ChannelEvent.Builder event) {
    event.setAccount(
        AccountChange.newBuilder()
            .setEvent(value.text("event"))
            .setDecision(value.text("decision"))
            .setPhoneNumber(value.text("phone_number"))
            .setCountry(value.text("country"))
            .setBanState(value.textIn("ban_info", "waba_ban_state"))
            .setBanDate(value.textIn("ban_info", "waba_ban_date"))
            .setViolationType(value.textIn("violation_info", "violation_type"))
            .setRestrictions(restrictions(value))
            .setAccountId(value.textIn("waba_info", "waba_id"))
            .setOwnerBusinessId(value.textIn("waba_info", "owner_business_id"))
            .setPartnerAppId(value.textIn("waba_info", "partner_app_id"))
            .setSolutionId(value.textIn("waba_info", "solution_id"))
            .setAdAccountId(value.textIn("waba_info", "ad_account_linked"))
            .setDisconnectionReason(value.textIn("disconnection_info", "reason"))
            .setPricingTier(value.textIn("volume_tier_info", "tier"))
            .setPricingCategory(value.textIn("volume_tier_info", "pricing_category"))
            .setPricingRegion(value.textIn("volume_tier_info", "region"))
            .build());
  }

  /// Some have an object `alert_info` around most of it.
  static void readAlert(JsonFields value, ChannelEvent.Builder event) {
    JsonFields nested = value.object("alert_info");
    JsonFields alert = nested == null ? value : nested;
    event.setAccountAlert(
        AccountAlert.newBuilder()
            .setEntityType(value.text("entity_type"))
            .setEntityId(value.text("entity_id"))
            .setType(alert.text("alert_type"))
            .setSeverity(alert.text("alert_severity"))
            .setStatus(alert.text("alert_status"))
            .setDescription(alert.text("alert_description"))
            .build());
  }

  private static List<AccountRestriction> restrictions(JsonFields value) {
    return value.objects("restriction_info").stream()
        .map(restriction ->
            new AccountRestriction(
                restriction.text("restriction_type"), restriction.millis("expiration")))
        .toList();
  }
}
