package io.awfar.schemas.send;

import io.awfar.schemas.send.Flaw.Code;
import java.util.List;

/// A form to fill in: `{"name": "flow", "parameters": {"flow_message_version", "flow_cta",
/// "flow_id" or "flow_name", ...}}`.
final class FlowAction implements Content {

  private static final int BUTTON_CHARS_MAX = 30;
  private static final int ID_CHARS_MAX = 256;
  private static final int TOKEN_CHARS_MAX = 4096;

  @Override
  public void check(Fields action) {
    action.only("name", "parameters");
    String unused = action.choice("name", List.of("flow"));
    Fields flow = action.object("parameters");
    flow.only(
        "flow_message_version",
        "flow_id",
        "flow_name",
        "flow_cta",
        "flow_token",
        "mode",
        "flow_action",
        "flow_action_payload");
    unused = flow.choice("flow_message_version", List.of("3"));
    unused = flow.text("flow_cta", BUTTON_CHARS_MAX);
    if (flow.has("flow_id") == flow.has("flow_name")) {
      flow.flaw(Code.MISSING, "flow_id", "or flow_name is needed, and not both");
    } else {
      unused = flow.text(flow.has("flow_id") ? "flow_id" : "flow_name", ID_CHARS_MAX);
    }
    unused = flow.optionalText("flow_token", TOKEN_CHARS_MAX);
    if (flow.has("mode")) {
      unused = flow.choice("mode", List.of("draft", "published"));
    }
    if (flow.has("flow_action")) {
      unused = flow.choice("flow_action", List.of("navigate", "data_exchange"));
    }
    Fields first = flow.optionalObject("flow_action_payload");
    if (first != null) {
      first.only("screen", "data");
      unused = first.optionalText("screen", ID_CHARS_MAX);
      first.optionalOpaque("data");
    }
  }
}
