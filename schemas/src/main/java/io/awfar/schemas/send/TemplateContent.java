package io.awfar.schemas.send;

import io.awfar.schemas.send.Flaw.Code;
import java.util.regex.Pattern;

/// `{"name", "language": {"code"}, "components"}`. Whether there is such a template, and what it
/// needs, only WhatsApp knows: it answers with a code 132xxx.
final class TemplateContent implements Content {

  private static final int NAME_CHARS_MAX = 512;
  private static final int LANGUAGE_CHARS_MAX = 16;
  private static final int COMPONENTS_MAX = 16;
  private static final Pattern NAME = Pattern.compile("[a-z0-9_]+");
  private static final TemplateComponent COMPONENT = new TemplateComponent(true);

  @Override
  public void check(Fields content) {
    content.only("name", "language", "components");
    if (!NAME.matcher(content.text("name", NAME_CHARS_MAX)).matches()) {
      content.flaw(Code.INVALID_VALUE, "name", "has other than a to z, digits and underscores");
    }
    Fields language = content.object("language");
    language.only("code", "policy");
    String unused = language.text("code", LANGUAGE_CHARS_MAX);
    // The one policy that there is.
    var unusedNode = language.object().put("policy", "deterministic");
    for (Fields component : content.objects("components", COMPONENTS_MAX)) {
      COMPONENT.check(component);
    }
  }
}
