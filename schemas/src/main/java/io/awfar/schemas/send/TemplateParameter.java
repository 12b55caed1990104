package io.awfar.schemas.send;

import java.util.List;

/// What is filled into one place of a template: `{"type"}` and a member that is named as the type,
/// with `"parameter_name"` where the places have names.
final class TemplateParameter implements Content {

  private static final int TEXT_CHARS_MAX = 32_768;
  private static final int WORD_CHARS_MAX = 256;

  private static final Content FILE = MediaContent.of();
  private static final Content DOCUMENT = MediaContent.of(MediaContent.Extra.NAME);
  private static final Content LOCATION = new LocationContent();

  /// Those of WhatsApp's description, and those that only its guides have.
  private static final List<String> TYPES =
      List.of(
          "text",
          "currency",
          "date_time",
          "image",
          "video",
          "document",
          "payload",
          "gif",
          "location",
          "product",
          "coupon_code",
          "action",
          "limited_time_offer",
          "order_status",
          "ttl_minutes",
          "tap_target_configuration");

  @Override
  public void check(Fields parameter) {
    String type = parameter.word("type", TYPES);
    if (!TYPES.contains(type)) {
      return;
    }
    parameter.only("type", type, "parameter_name");
    parameter.optionalTexts(WORD_CHARS_MAX, "parameter_name");
    switch (type) {
      case "text", "payload", "coupon_code" -> {
        String unused = parameter.text(type, TEXT_CHARS_MAX);
      }
      // WhatsApp's description has no gif, its guides have.
      case "image", "video", "gif" -> FILE.check(parameter.object(type));
      case "document" -> DOCUMENT.check(parameter.object(type));
      case "currency" -> checkCurrency(parameter.object(type));
      // What was once beside the text is not looked at by WhatsApp either.
      case "date_time" -> {
        String unused = parameter.object(type).text("fallback_value", TEXT_CHARS_MAX);
      }
      case "location" -> LOCATION.check(parameter.object(type));
      // Of the guides alone, each with members of its own.
      default -> parameter.required(type);
    }
  }

  private static void checkCurrency(Fields currency) {
    currency.only("fallback_value", "code", "amount_1000");
    String unused = currency.text("fallback_value", TEXT_CHARS_MAX);
    unused = currency.text("code", WORD_CHARS_MAX);
    currency.wholeNumber("amount_1000");
  }
}
