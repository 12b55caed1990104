package io.awfar.simulator.template;

import io.awfar.simulator.graph.GraphError;
import java.util.List;
import java.util.Locale;

/// Compares what a send says with the template it names.
///
/// Codes as on Meta's page "WhatsApp error codes": 132001 does not exist in that language or is not
/// approved, 132015 paused, 132016 disabled, 132000 other number of parameters, 132012 parameter of
/// another format, 132005 text too long, 131008 a button without its parameter.
final class TemplateCheck {

  // Of a template's text after its variables are filled in.
  private static final int BODY_CHARS_MAX = 1024;

  private TemplateCheck() {}

  static GraphError unknown(TemplateUse use) {
    return GraphError.ofCode(
        132001, "template name (" + use.name() + ") does not exist in " + use.language());
  }

  static void check(Template template, TemplateUse use) throws GraphError {
    switch (template.status()) {
      case APPROVED -> {}
      case PENDING, REJECTED -> throw unknown(use);
      case PAUSED -> throw GraphError.ofCode(132015, "Template is paused due to low quality.");
      case DISABLED ->
          throw GraphError.ofCode(132016, "Template was paused too many times and is disabled.");
    }
    header(template, use.header());
    count("body", use.body().size(), template.bodyParameters());
    if (use.bodyChars() > BODY_CHARS_MAX) {
      throw GraphError.ofCode(132005, "body: the text is longer than 1024 characters");
    }
    buttons(template.buttons(), use);
  }

  private static void header(Template template, List<String> given) throws GraphError {
    HeaderFormat format = template.header();
    switch (format) {
      case NONE, TEXT -> count("header", given.size(), template.headerParameters());
      case IMAGE, VIDEO, DOCUMENT, LOCATION -> {
        count("header", given.size(), 1);
        String expected = format.name().toLowerCase(Locale.ROOT);
        if (!given.getFirst().equals(expected)) {
          throw GraphError.ofCode(
              132012,
              "header: Format mismatch, expected " + format + ", received " + given.getFirst());
        }
      }
    }
  }

  private static void count(String component, int given, int expected) throws GraphError {
    if (given != expected) {
      throw GraphError.ofCode(
          132000,
          component
              + ": number of localizable_params ("
              + given
              + ") does not match the expected number of params ("
              + expected
              + ")");
    }
  }

  private static void buttons(List<ButtonKind> buttons, TemplateUse use) throws GraphError {
    for (int i = 0; i < buttons.size(); i++) {
      if (buttons.get(i).needsParameter() && !use.buttons().contains(i)) {
        throw GraphError.ofCode(
            131008,
            "buttons: Button at index "
                + i
                + " of type "
                + buttons.get(i).type()
                + " requires a parameter");
      }
    }
    for (int position : use.buttons()) {
      if (position >= buttons.size()) {
        throw GraphError.ofCode(132012, "buttons: the template has no button at index " + position);
      }
    }
  }
}
