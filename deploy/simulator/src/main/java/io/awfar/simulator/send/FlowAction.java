package io.awfar.simulator.send;

import io.awfar.simulator.graph.GraphError;
import java.util.Set;

/// A form, named by its id or its name: schema `ActionObject` with the name `flow`.
final class FlowAction implements SendShape {

  private static final int LABEL_CHARS_MAX = 30;
  private static final int ID_CHARS_MAX = 200;

  @Override
  public void check(Member action) throws GraphError {
    String unused = action.oneOf("name", Set.of("flow"));
    Member parameters = action.object("parameters");
    String unusedVersion = parameters.oneOf("flow_message_version", Set.of("3"));
    String unusedLabel = parameters.measured("flow_cta", "Flow CTA", LABEL_CHARS_MAX);
    if (parameters.has("flow_id") == parameters.has("flow_name")) {
      throw GraphError.ofCode(131009, "Either flow_id or flow_name is needed, not both.");
    }
    String unusedFlow =
        parameters.text(parameters.has("flow_id") ? "flow_id" : "flow_name", ID_CHARS_MAX);
    if (parameters.has("flow_action")) {
      String unusedAction = parameters.oneOf("flow_action", Set.of("navigate", "data_exchange"));
    }
    if (parameters.has("mode")) {
      String unusedMode = parameters.oneOf("mode", Set.of("draft", "published"));
    }
  }
}
