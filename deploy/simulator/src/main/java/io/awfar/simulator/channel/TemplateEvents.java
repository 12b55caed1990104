package io.awfar.simulator.channel;

import io.awfar.simulator.payload.JsonText;
import java.util.List;

/// What becomes of message templates.
final class TemplateEvents {

  static final List<ChannelPiece> KINDS =
      List.of(
          ChannelPiece.ofAccount("message_template_status_update", TemplateEvents::status),
          ChannelPiece.ofAccount("message_template_quality_update", TemplateEvents::quality),
          ChannelPiece.ofAccount("message_template_components_update", TemplateEvents::components),
          ChannelPiece.ofAccount("template_category_update", TemplateEvents::category));

  private TemplateEvents() {}

  private static void status(JsonText value, ChannelFacts facts) {
    boolean approved = facts.draw().chance(0.7);
    value.put("event", approved ? "APPROVED" : "REJECTED");
    template(value, facts);
    value.put("reason", approved ? "NONE" : "INVALID_FORMAT");
  }

  private static void quality(JsonText value, ChannelFacts facts) {
    value.put("previous_quality_score", "GREEN").put("new_quality_score", "YELLOW");
    template(value, facts);
  }

  private static void components(JsonText value, ChannelFacts facts) {
    template(value, facts);
    value
        .put("message_template_element", "مرحباً {{1}}، طلبك {{2}} جاهز")
        .put("message_template_footer", "Reply STOP to opt out");
  }

  private static void category(JsonText value, ChannelFacts facts) {
    template(value, facts);
    value.put("previous_category", "UTILITY").put("new_category", "MARKETING");
  }

  private static void template(JsonText value, ChannelFacts facts) {
    value
        .put("message_template_id", facts.uniqueNumber())
        .put("message_template_name", "order_update_" + facts.draw().below(100))
        .put("message_template_language", facts.draw().chance(0.5) ? "ar" : "en_US");
  }
}
