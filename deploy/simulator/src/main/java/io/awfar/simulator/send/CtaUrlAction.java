package io.awfar.simulator.send;

import io.awfar.simulator.graph.GraphError;
import java.util.Set;

/// A button that opens an address: Meta's page "Interactive call-to-action URL button messages".
final class CtaUrlAction implements SendShape {

  private static final int LABEL_CHARS_MAX = 20;

  @Override
  public void check(Member action) throws GraphError {
    String unused = action.oneOf("name", Set.of("cta_url"));
    Member parameters = action.object("parameters");
    String unusedLabel = parameters.measured("display_text", "Button label", LABEL_CHARS_MAX);
    parameters.url("url");
  }
}
