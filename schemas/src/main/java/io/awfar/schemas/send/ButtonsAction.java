package io.awfar.schemas.send;

import io.awfar.schemas.send.Flaw.Code;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Up to three buttons to answer with: `{"buttons": [{"type": "reply", "reply": {"id",
/// "title"}}]}`.
final class ButtonsAction implements Content {

  private static final int BUTTONS_MAX = 3;
  private static final int ID_CHARS_MAX = 256;
  private static final int TITLE_CHARS_MAX = 20;

  @Override
  public void check(Fields action) {
    action.only("buttons");
    List<Fields> buttons = action.objects("buttons", BUTTONS_MAX);
    if (buttons.isEmpty()) {
      action.flaw(Code.MISSING, "buttons", "has no button");
    }
    Set<String> seen = new HashSet<>();
    for (Fields button : buttons) {
      button.only("type", "reply");
      String unused = button.choice("type", List.of("reply"));
      Fields reply = button.object("reply");
      reply.only("id", "title");
      String id = reply.text("id", ID_CHARS_MAX);
      String title = reply.text("title", TITLE_CHARS_MAX);
      boolean again = !id.isEmpty() && !seen.add("id " + id);
      if (!title.isEmpty() && !seen.add("title " + title) || again) {
        button.flaw(Code.INVALID_VALUE, "reply", "has the id or title of another button");
      }
    }
  }
}
