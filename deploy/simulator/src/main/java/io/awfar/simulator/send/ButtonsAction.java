package io.awfar.simulator.send;

import io.awfar.simulator.graph.GraphError;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Up to three buttons, each with an id and a title of its own: Meta's page "Reply buttons".
final class ButtonsAction implements SendShape {

  private static final int BUTTONS_MAX = 3;
  private static final int ID_CHARS_MAX = 256;
  private static final int TITLE_CHARS_MAX = 20;

  @Override
  public void check(Member action) throws GraphError {
    List<Member> buttons = action.list("buttons");
    if (buttons.isEmpty() || buttons.size() > BUTTONS_MAX) {
      throw GraphError.ofCode(
          131009, "Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3");
    }
    Set<String> ids = new HashSet<>();
    Set<String> titles = new HashSet<>();
    for (Member button : buttons) {
      String unused = button.oneOf("type", Set.of("reply"));
      Member reply = button.object("reply");
      if (!ids.add(reply.measured("id", "Button id", ID_CHARS_MAX))) {
        throw GraphError.ofCode(131009, "Duplicated button id");
      }
      if (!titles.add(reply.measured("title", "Button title", TITLE_CHARS_MAX))) {
        throw GraphError.ofCode(131009, "Duplicated button title");
      }
    }
  }
}
