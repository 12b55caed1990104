package io.awfar.schemas.send;

import io.awfar.schemas.send.Flaw.Code;
import io.awfar.schemas.send.MediaContent.Extra;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `{"type", "header", "body", "footer", "action"}`, the action as its type needs it.
final class InteractiveContent implements Content {

  private static final int BODY_CHARS_MAX = 1024;

  /// By WhatsApp's guide "Interactive list messages"; its description has 1024 for all.
  private static final int LIST_BODY_CHARS_MAX = 4096;

  private static final int SHORT_CHARS_MAX = 60;
  private static final int TYPE_CHARS_MAX = 64;

  private static final Map<String, Content> ACTIONS =
      Map.of(
          "button", new ButtonsAction(),
          "list", new ListAction(),
          "flow", new FlowAction(),
          "cta_url", new CallToAction());

  private static final Map<String, Content> HEADERS =
      Map.of(
          "image", MediaContent.of(),
          "video", MediaContent.of(),
          "document", MediaContent.of(Extra.NAME));

  @Override
  public void check(Fields content) {
    content.only("type", "header", "body", "footer", "action");
    String type = content.text("type", TYPE_CHARS_MAX);
    Content action = ACTIONS.get(type);
    if (action == null) {
      content.flaw(
          Code.UNKNOWN_TYPE, "type", "is none of " + ACTIONS.keySet().stream().sorted().toList());
      return;
    }
    Fields body = content.object("body");
    body.only("text");
    String unused = body.text("text", type.equals("list") ? LIST_BODY_CHARS_MAX : BODY_CHARS_MAX);
    Fields footer = content.optionalObject("footer");
    if (footer != null) {
      footer.only("text");
      unused = footer.text("text", SHORT_CHARS_MAX);
    }
    Fields header = content.optionalObject("header");
    if (header != null) {
      checkHeader(header, type);
    }
    action.check(content.object("action"));
  }

  private static void checkHeader(Fields header, String messageType) {
    // A list has room for a text alone.
    List<String> allowed =
        messageType.equals("list")
            ? List.of("text")
            : List.of("text", "image", "video", "document");
    String type = header.choice("type", allowed);
    @Nullable Content file = HEADERS.get(type);
    if (file != null) {
      header.only("type", type);
      file.check(header.object(type));
    } else {
      header.only("type", "text", "sub_text");
      String unused = header.text("text", SHORT_CHARS_MAX);
      unused = header.optionalText("sub_text", SHORT_CHARS_MAX);
    }
  }
}
