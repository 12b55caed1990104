package io.awfar.schemas.send;

import io.awfar.schemas.send.Flaw.Code;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Up to ten rows to choose from, in sections: `{"button", "sections": [{"title", "rows"}]}`.
final class ListAction implements Content {

  private static final int SECTIONS_MAX = 10;
  private static final int ROWS_MAX = 10;
  private static final int BUTTON_CHARS_MAX = 20;
  private static final int TITLE_CHARS_MAX = 24;
  private static final int ID_CHARS_MAX = 200;
  private static final int DESCRIPTION_CHARS_MAX = 72;

  @Override
  public void check(Fields action) {
    action.only("button", "sections");
    String unused = action.text("button", BUTTON_CHARS_MAX);
    List<Fields> sections = action.objects("sections", SECTIONS_MAX);
    if (sections.isEmpty()) {
      action.flaw(Code.MISSING, "sections", "has no section");
    }
    Set<String> ids = new HashSet<>();
    int rows = 0;
    for (Fields section : sections) {
      section.only("title", "rows");
      // One section needs no title, several need to be told apart.
      unused =
          sections.size() == 1
              ? section.optionalText("title", TITLE_CHARS_MAX)
              : section.text("title", TITLE_CHARS_MAX);
      for (Fields row : section.objects("rows", ROWS_MAX)) {
        rows++;
        row.only("id", "title", "description");
        String id = row.text("id", ID_CHARS_MAX);
        if (!id.isEmpty() && !ids.add(id)) {
          row.flaw(Code.INVALID_VALUE, "id", "is that of another row");
        }
        unused = row.text("title", TITLE_CHARS_MAX);
        unused = row.optionalText("description", DESCRIPTION_CHARS_MAX);
      }
    }
    if (rows == 0) {
      action.flaw(Code.MISSING, "sections", "have no row");
    } else if (rows > ROWS_MAX) {
      action.flaw(Code.TOO_MANY, "sections", "have more than " + ROWS_MAX + " rows together");
    }
  }
}
