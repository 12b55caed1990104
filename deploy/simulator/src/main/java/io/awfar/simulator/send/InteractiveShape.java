package io.awfar.simulator.send;

import io.awfar.simulator.graph.GraphError;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A message with something to press: schema `InteractiveObject`.
///
/// The kinds that call centres use are checked to the end, the others have a body and an action.
///
/// @param media tells which files a header can have
record InteractiveShape(KnownMedia media) implements SendShape {

  private static final int BODY_CHARS_MAX = 1024;

  /// By the guide "Interactive list messages".
  private static final int LIST_BODY_CHARS_MAX = 4096;

  private static final int LINE_CHARS_MAX = 60;
  private static final Map<String, SendShape> ACTIONS =
      Map.of(
          "button", new ButtonsAction(),
          "list", new ListAction(),
          "flow", new FlowAction(),
          "cta_url", new CtaUrlAction());
  private static final Set<String> KINDS =
      Set.of(
          "button",
          "list",
          "flow",
          "cta_url",
          "product",
          "product_list",
          "catalog_message",
          "call_permission_request",
          "location_request_message",
          "address_message",
          "order_details",
          "order_status",
          "voice_call",
          "request_contact_info");

  @Override
  public void check(Member content) throws GraphError {
    String kind = content.oneOf("type", KINDS);
    Member action = content.object("action");
    if (!kind.equals("product") || content.has("body")) {
      int longest = kind.equals("list") ? LIST_BODY_CHARS_MAX : BODY_CHARS_MAX;
      String unused = content.object("body").measured("text", "Body text", longest);
    }
    if (content.has("footer")) {
      String unused = content.object("footer").measured("text", "Footer text", LINE_CHARS_MAX);
    }
    if (content.has("header")) {
      header(content.object("header"), kind);
    }
    SendShape shape = ACTIONS.get(kind);
    if (shape != null) {
      shape.check(action);
    }
  }

  private void header(Member header, String kind) throws GraphError {
    String type = header.oneOf("type", Set.of("text", "image", "video", "document"));
    if (type.equals("text")) {
      String unused = header.measured("text", "Header text", LINE_CHARS_MAX);
      return;
    }
    if (kind.equals("list")) {
      throw GraphError.ofCode(131009, "A list message has no header but a text.");
    }
    List<String> more = type.equals("document") ? List.of("filename", "caption") : List.of();
    new MediaShape(more, media).check(header.object(type));
  }
}
