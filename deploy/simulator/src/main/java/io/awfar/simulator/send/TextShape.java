package io.awfar.simulator.send;

import io.awfar.simulator.graph.GraphError;

/// A text: Meta's page "Text messages".
final class TextShape implements SendShape {

  private static final int BODY_CHARS_MAX = 4096;

  @Override
  public void check(Member content) throws GraphError {
    content.only("body", "preview_url");
    String unused = content.text("body", BODY_CHARS_MAX);
    content.optionalTruth("preview_url");
  }
}
