package io.awfar.dedup.normalise;

import static java.util.Map.entry;

import io.awfar.schemas.id.StableId;
import io.awfar.whatsapp.ChannelEvent;
import io.awfar.whatsapp.RawEvent;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Normalises everything that is neither a message nor a status: any JSON is welcome, and is kept
/// whole; that of a field that is known is told in a record, too.
final class ChannelEvents {

  private static final Map<String, EventDetails> DETAILS =
      Map.ofEntries(
          entry("message_template_status_update", TemplateDetails::read),
          entry("message_template_quality_update", TemplateDetails::read),
          entry("message_template_components_update", TemplateDetails::read),
          entry("template_category_update", TemplateDetails::read),
          entry("account_alerts", AccountDetails::readAlert),
          entry("account_update", AccountDetails::read),
          entry("account_review_update", AccountDetails::read),
          entry("phone_number_name_update", NumberDetails::read),
          entry("phone_number_quality_update", NumberDetails::read),
          entry("business_capability_update", NumberDetails::readCapability),
          entry("user_preferences", PersonDetails::readPreferences),
          entry("user_id_update", PersonDetails::readUserIds),
          entry("smb_app_state_sync", PersonDetails::readSyncedContacts),
          entry("history", HistoryDetails::read),
          entry("calls", CallDetails::read),
          entry("flows", FlowDetails::read),
          entry("security", NumberDetails::readSecurity),
          entry("group_lifecycle_update", GroupDetails::read),
          entry("group_participants_update", GroupDetails::read),
          // As Meta's description of the API calls it.
          entry("group_participant_update", GroupDetails::read),
          entry("group_settings_update", GroupDetails::read),
          entry("group_status_update", GroupDetails::read));

  private ChannelEvents() {}

  static Normalised normalise(RawEvent event, String channelId, JsonNode value) {
    String field = CleanText.of(event.getField());
    ChannelEvent.Builder builder =
        ChannelEvent.newBuilder()
            .setEventId(StableId.channelEvent(event.getOwnerId(), event.getIdentity()))
            .setOwnerId(event.getOwnerId())
            .setChannelId(channelId)
            .setBusinessAccountId(CleanText.of(event.getBusinessAccountId()))
            .setField(field)
            .setReceivedAt(event.getReceivedAt())
            .setOccurredAt(EntryTime.of(event))
            .setContent(PayloadJson.write(value));
    if (value instanceof ObjectNode object) {
      JsonFields fields = new JsonFields(object);
      builder.setErrors(Errors.ofValue(fields));
      EventDetails details = DETAILS.get(field);
      if (details != null) {
        details.read(fields, builder);
      }
    }
    return new Normalised.OfChannelEvent(builder.build());
  }
}
