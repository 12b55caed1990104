package io.awfar.schemas.send;

import io.awfar.schemas.send.Flaw.Code;
import java.util.Locale;
import java.util.regex.Pattern;

/// `{"name", "language": {"code"}, "components"}`. Whether there is such a template, and what it
/// needs, only WhatsApp knows: it answers with a code 132xxx.
final class TemplateContent implements Content {

  private static final int NAME_CHARS_MAX = 512;
  private static final int LANGUAGE_CHARS_MAX = 16;
  private static final int COMPONENTS_MAX = 16;
  private static final int PARAMETERS_MAX = 64;
  private static final int TEXT_CHARS_MAX = 32_768;
  private static final Pattern NAME = Pattern.compile("[a-z0-9_]+");

  @Override
  public void check(Fields content) {
    if (!NAME.matcher(content.text("name", NAME_CHARS_MAX)).matches()) {
      content.flaw(Code.INVALID_VALUE, "name", "has other than a to z, digits and underscores");
    }
    Fields language = content.object("language");
    String unused = language.text("code", LANGUAGE_CHARS_MAX);
    // The one policy that there is.
    var unusedNode = language.object().put("policy", "deterministic");
    for (Fields component : content.objects("components", COMPONENTS_MAX)) {
      checkComponent(component);
    }
  }

  private static void checkComponent(Fields component) {
    String type = component.text("type", LANGUAGE_CHARS_MAX * 2).toLowerCase(Locale.ROOT);
    if (type.equals("button")) {
      String unused = component.text("sub_type", LANGUAGE_CHARS_MAX * 2);
      if (!component.has("index")) {
        component.flaw(Code.MISSING, "index", "is missing");
      }
    }
    for (Fields parameter : component.objects("parameters", PARAMETERS_MAX)) {
      String kind = parameter.text("type", LANGUAGE_CHARS_MAX * 2);
      if (kind.equals("text")) {
        String unused = parameter.text("text", TEXT_CHARS_MAX);
      }
    }
  }
}
