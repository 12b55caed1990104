package io.awfar.simulator.send;

import io.awfar.simulator.graph.GraphError;
import io.awfar.simulator.template.TemplateUse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A message from a template: schema `TemplateObject` and Meta's page "Sending template messages".
final class TemplateShape {

  private static final int NAME_CHARS_MAX = 512;
  private static final int TEXT_CHARS_MAX = 32_768;
  private static final int LANGUAGE_CHARS_MAX = 20;
  private static final int BUTTON_INDEX_MAX = 9;
  private static final Set<String> COMPONENTS =
      Set.of("header", "body", "button", "carousel", "limited_time_offer", "order_status");
  private static final Set<String> PARAMETERS =
      Set.of(
          "text",
          "currency",
          "date_time",
          "image",
          "video",
          "document",
          "location",
          "payload",
          "coupon_code",
          "action",
          "product");

  private TemplateShape() {}

  static TemplateUse read(Member template, KnownMedia media) throws GraphError {
    String name = template.text("name", NAME_CHARS_MAX);
    Member language = template.object("language");
    String code = language.text("code", LANGUAGE_CHARS_MAX);
    if (language.has("policy")) {
      String unused = language.oneOf("policy", Set.of("deterministic"));
    }
    List<String> header = new ArrayList<>();
    List<String> body = new ArrayList<>();
    Set<Integer> buttons = new HashSet<>();
    int bodyChars = 0;
    List<Member> components = template.has("components") ? template.list("components") : List.of();
    for (Member component : components) {
      String type = component.text("type", NAME_CHARS_MAX).toLowerCase(Locale.ROOT);
      if (!COMPONENTS.contains(type)) {
        String unused = component.oneOf("type", COMPONENTS);
      }
      List<Member> parameters =
          component.has("parameters") ? component.list("parameters") : List.of();
      if (type.equals("button")) {
        String unused = component.text("sub_type", NAME_CHARS_MAX);
        buttons.add((int) component.number("index", BUTTON_INDEX_MAX));
      }
      for (Member parameter : parameters) {
        String kind = kind(parameter, media);
        if (type.equals("header")) {
          header.add(kind);
        } else if (type.equals("body")) {
          body.add(kind);
          bodyChars += kind.equals("text") ? parameter.text("text", TEXT_CHARS_MAX).length() : 0;
        }
      }
    }
    return new TemplateUse(name, code, header, body, bodyChars, buttons);
  }

  private static String kind(Member parameter, KnownMedia media) throws GraphError {
    String kind = parameter.oneOf("type", PARAMETERS);
    switch (kind) {
      case "image", "video" -> new MediaShape(List.of(), media).check(parameter.object(kind));
      case "document" -> new MediaShape(List.of("filename"), media).check(parameter.object(kind));
      case "currency", "date_time" -> {
        String unused = parameter.object(kind).text("fallback_value", NAME_CHARS_MAX);
      }
      default -> {}
    }
    return kind;
  }
}
