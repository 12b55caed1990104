package io.awfar.schemas.send;

import io.awfar.schemas.send.Flaw.Code;
import java.util.List;

/// What is filled into one part of a template: `{"type", "parameters"}`, of a button with
/// `"sub_type"` and `"index"`, of a carousel with `"cards"`, each of which has such parts again.
///
/// @param whole whether it is a part of the template as a whole, not of a card
record TemplateComponent(boolean whole) implements Content {

  private static final int PARAMETERS_MAX = 64;
  private static final int CARDS_MAX = 10;
  private static final int CARD_COMPONENTS_MAX = 8;

  /// A template has up to ten buttons.
  private static final int INDEX_MAX = 9;

  private static final String BUTTON = "button";
  private static final String CAROUSEL = "carousel";
  private static final String CALL = "voice_call";

  /// Those of WhatsApp's description, and those that only its guides have.
  private static final List<String> TYPES =
      List.of(
          "header",
          "body",
          BUTTON,
          CAROUSEL,
          "limited_time_offer",
          "order_status",
          "call_permission_request",
          "tap_target_configuration");

  /// The same of buttons.
  private static final List<String> BUTTONS =
      List.of(
          "quick_reply",
          "url",
          "catalog",
          "copy_code",
          "flow",
          "mpm",
          "spm",
          "order_details",
          "payment_request",
          CALL,
          "video_call",
          "phone_number",
          "request_contact_info");

  private static final TemplateParameter PARAMETER = new TemplateParameter();
  private static final TemplateComponent OF_CARD = new TemplateComponent(false);

  @Override
  public void check(Fields component) {
    switch (component.word("type", TYPES)) {
      case BUTTON -> {
        component.only("type", "sub_type", "index", "parameters");
        String button = component.word("sub_type", BUTTONS);
        // A template has one button to call, whose place the guide does not tell.
        if (!button.equals(CALL) || component.has("index")) {
          component.positionAsText("index", INDEX_MAX);
        }
      }
      case CAROUSEL -> {
        component.only("type", "cards");
        checkCards(component);
      }
      default -> component.only("type", "parameters");
    }
    for (Fields parameter : component.objects("parameters", PARAMETERS_MAX)) {
      PARAMETER.check(parameter);
    }
  }

  private void checkCards(Fields carousel) {
    if (!whole) {
      carousel.flaw(Code.INVALID_VALUE, "type", "is not for a card");
      return;
    }
    List<Fields> cards = carousel.objects("cards", CARDS_MAX);
    if (cards.isEmpty()) {
      carousel.flaw(Code.MISSING, "cards", "has no card");
    }
    for (Fields card : cards) {
      card.only("card_index", "components");
      card.positionAsNumber("card_index", CARDS_MAX - 1);
      for (Fields component : card.objects("components", CARD_COMPONENTS_MAX)) {
        OF_CARD.check(component);
      }
    }
  }
}
