package io.awfar.simulator.channel;

import io.awfar.simulator.payload.JsonText;
import java.util.List;

/// What WhatsApp decides about an account and its numbers.
final class AccountEvents {

  static final List<ChannelPiece> KINDS =
      List.of(
          ChannelPiece.ofAccount("account_update", AccountEvents::restriction),
          ChannelPiece.ofAccount("account_alerts", AccountEvents::alert),
          ChannelPiece.ofAccount("phone_number_name_update", AccountEvents::name),
          ChannelPiece.ofAccount("phone_number_quality_update", AccountEvents::quality),
          ChannelPiece.ofAccount("security", AccountEvents::security),
          ChannelPiece.ofAccount("payment_configuration_update", AccountEvents::payment));

  private AccountEvents() {}

  private static void restriction(JsonText value, ChannelFacts facts) {
    value
        .put("phone_number", phone(facts))
        .put("event", "ACCOUNT_RESTRICTION")
        .list(
            "restriction_info",
            list ->
                list.item(item ->
                    item.put("restriction_type", "RESTRICTED_BIZ_INITIATED_MESSAGING")
                        .put("expiration", facts.at().getEpochSecond() + 86_400)));
  }

  private static void alert(JsonText value, ChannelFacts facts) {
    value
        .put("entity_type", "BUSINESS")
        .put("entity_id", facts.uniqueNumber())
        .object(
            "alert_info",
            info ->
                info.put("alert_severity", "WARNING")
                    .put("alert_status", "NONE")
                    .put("alert_type", "INCREASED_CAPABILITIES_ELIGIBILITY_DEFERRED"));
  }

  private static void name(JsonText value, ChannelFacts facts) {
    value
        .put("display_phone_number", facts.number().display())
        .put("decision", "APPROVED")
        .put("requested_verified_name", "متجر النور " + facts.unique())
        .putNull("rejection_reason");
  }

  private static void quality(JsonText value, ChannelFacts facts) {
    value
        .put("display_phone_number", phone(facts))
        .put("event", facts.draw().chance(0.5) ? "FLAGGED" : "UPGRADE")
        .put("current_limit", "TIER_10K");
  }

  private static void security(JsonText value, ChannelFacts facts) {
    value
        .put("display_phone_number", facts.number().display())
        .put("event", "PIN_RESET_REQUEST")
        .put("requester", facts.unique());
  }

  private static void payment(JsonText value, ChannelFacts facts) {
    value
        .put("configuration_name", "configuration-" + facts.unique())
        .put("provider_name", "razorpay")
        .put("status", "Needs Testing")
        .put("created_timestamp", facts.at().getEpochSecond());
  }

  /// Another number of the account, a different one each time: these events have no other member
  /// that could tell two of them apart.
  private static String phone(ChannelFacts facts) {
    return "1" + String.format("%016d", facts.uniqueNumber());
  }
}
