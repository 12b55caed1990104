package io.awfar.simulator.channel;

import io.awfar.simulator.payload.JsonText;

/// The `value` of `message_template_status_update`: Meta's page of that name.
///
/// @param event APPROVED, PENDING, REJECTED, PAUSED, DISABLED
/// @param change text that no other change has. Meta gives it for pauses alone; here every change
///   has it, for two of one second are told apart by their content alone
public record TemplateChange(
    long id, String name, String language, String category, String event, String change) {

  /// As JSON.
  public String json() {
    return JsonText.object(value ->
        value
            .put("event", event)
            .put("message_template_id", id)
            .put("message_template_name", name)
            .put("message_template_language", language)
            .put("message_template_category", category)
            .put("reason", event.equals("REJECTED") ? "INVALID_FORMAT" : "NONE")
            .object(
                "other_info",
                info -> info.put("title", event + "_" + change).put("description", change)));
  }
}
