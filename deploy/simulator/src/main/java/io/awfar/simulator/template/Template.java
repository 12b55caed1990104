package io.awfar.simulator.template;

import io.awfar.simulator.payload.Draw;
import io.awfar.simulator.payload.JsonText;
import java.util.List;

/// A message template in one language.
///
/// @param category MARKETING, UTILITY or AUTHENTICATION
/// @param headerParameters of a text header: 0 or 1
/// @param bodyParameters variables in the text
public record Template(
    String name,
    String language,
    String category,
    TemplateStatus status,
    HeaderFormat header,
    int headerParameters,
    int bodyParameters,
    List<ButtonKind> buttons) {

  /// Checks the bounds.
  public Template {
    buttons = List.copyOf(buttons);
    require(
        name.matches("[a-z0-9_]{1,512}"), "a template's name has lower case letters, _, digits");
    require(language.matches("[a-z]{2,3}(_[A-Z]{2,3})?"), "a language looks like en or en_US");
    require(
        List.of("MARKETING", "UTILITY", "AUTHENTICATION").contains(category),
        "category must be MARKETING, UTILITY or AUTHENTICATION");
    require(
        headerParameters >= 0 && headerParameters <= (header == HeaderFormat.TEXT ? 1 : 0),
        "only a text header has a parameter, and only one");
    require(bodyParameters >= 0 && bodyParameters <= 100, "bodyParameters must be 0 to 100");
    require(buttons.size() <= 10, "a template has at most 10 buttons");
  }

  /// An approved text with this many variables, in the category UTILITY.
  public static Template text(String name, String language, int bodyParameters) {
    return new Template(
        name,
        language,
        "UTILITY",
        TemplateStatus.APPROVED,
        HeaderFormat.NONE,
        0,
        bodyParameters,
        List.of());
  }

  /// The same with another status.
  public Template with(TemplateStatus other) {
    return new Template(
        name, language, category, other, header, headerParameters, bodyParameters, buttons);
  }

  /// The same with another header.
  public Template with(HeaderFormat other) {
    return new Template(name, language, category, status, other, 0, bodyParameters, buttons);
  }

  /// The same with these buttons.
  public Template with(ButtonKind... others) {
    return new Template(
        name,
        language,
        category,
        status,
        header,
        headerParameters,
        bodyParameters,
        List.of(others));
  }

  /// The same in another category.
  public Template inCategory(String other) {
    return new Template(
        name, language, other, status, header, headerParameters, bodyParameters, buttons);
  }

  /// Its id in an account.
  public long id(String accountId) {
    return Draw.of(accountId.hashCode(), name.hashCode(), language.hashCode()).bits() >>> 11;
  }

  /// Writes it as the API lists it.
  void writeTo(JsonText item, String accountId) {
    item.put("name", name)
        .put("parameter_format", "POSITIONAL")
        .list("components", this::components)
        .put("language", language)
        .put("status", status.name())
        .put("category", category)
        .put("id", Long.toString(id(accountId)));
  }

  private void components(JsonText components) {
    if (header != HeaderFormat.NONE) {
      components.item(component -> {
        component.put("type", "HEADER").put("format", header.name());
        if (header == HeaderFormat.TEXT) {
          component.put("text", "Awfar" + variables(headerParameters));
        }
      });
    }
    components.item(
        component -> component.put("type", "BODY").put("text", name + variables(bodyParameters)));
    if (!buttons.isEmpty()) {
      components.item(component ->
          component
              .put("type", "BUTTONS")
              .list("buttons", list -> buttons.forEach(kind -> list.item(b -> button(b, kind)))));
    }
  }

  private static void button(JsonText button, ButtonKind kind) {
    button.put("type", kind.type()).put("text", "Choose");
    switch (kind) {
      case URL -> button.put("url", "https://example.com/orders");
      case DYNAMIC_URL -> button.put("url", "https://example.com/orders/{{1}}");
      case PHONE_NUMBER -> button.put("phone_number", "+15550783881");
      case QUICK_REPLY, COPY_CODE -> {}
    }
  }

  private static String variables(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= count; i++) {
      text.append(" {{").append(i).append("}}");
    }
    return text.toString();
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
