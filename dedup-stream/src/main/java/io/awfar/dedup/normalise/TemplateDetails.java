package io.awfar.dedup.normalise;

import io.awfar.whatsapp.ChannelEvent;
import io.awfar.whatsapp.TemplateButton;
import io.awfar.whatsapp.TemplateChange;
import java.util.List;

/// What happened to a message template: state, quality, category or parts of it.
final class TemplateDetails {

  private TemplateDetails() {}

  static void read(JsonFields value, ChannelEvent.Builder event) {
    String newCategory = value.text("new_category");
    TemplateChange.Builder template =
        TemplateChange.newBuilder()
            .setTemplateId(value.text("message_template_id"))
            .setName(value.text("message_template_name"))
            .setLanguage(value.text("message_template_language"))
            .setEvent(value.text("event"))
            .setReason(value.text("reason"))
            .setCategory(
                newCategory == null ? value.text("message_template_category") : newCategory)
            .setPreviousCategory(value.text("previous_category"))
            .setCorrectCategory(value.text("correct_category"))
            .setQuality(value.text("new_quality_score"))
            .setPreviousQuality(value.text("previous_quality_score"))
            .setDisableDate(value.textIn("disable_info", "disable_date"))
            .setNoteTitle(value.textIn("other_info", "title"))
            .setNoteText(value.textIn("other_info", "description"))
            .setRejectionInfo(value.textIn("rejection_info", "reason"))
            .setRecommendation(value.textIn("rejection_info", "recommendation"))
            .setHeader(value.text("message_template_title"))
            .setBody(value.text("message_template_element"))
            .setFooter(value.text("message_template_footer"))
            .setButtons(buttons(value));
    event.setTemplate(template.build());
  }

  private static List<TemplateButton> buttons(JsonFields value) {
    return value.objects("message_template_buttons").stream()
        .map(button ->
            new TemplateButton(
                button.text("message_template_button_type"),
                button.text("message_template_button_text"),
                button.text("message_template_button_url"),
                button.text("message_template_button_phone_number")))
        .toList();
  }
}
