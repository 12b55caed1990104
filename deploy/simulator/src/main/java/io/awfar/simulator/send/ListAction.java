package io.awfar.simulator.send;

import io.awfar.simulator.graph.GraphError;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Up to ten rows in up to ten sections: Meta's page "Interactive list messages".
final class ListAction implements SendShape {

  private static final int SECTIONS_MAX = 10;
  private static final int ROWS_MAX = 10;
  private static final int BUTTON_CHARS_MAX = 20;
  private static final int TITLE_CHARS_MAX = 24;
  private static final int ID_CHARS_MAX = 200;
  private static final int DESCRIPTION_CHARS_MAX = 72;

  @Override
  public void check(Member action) throws GraphError {
    String unused = action.measured("button", "Button label", BUTTON_CHARS_MAX);
    List<Member> sections = action.list("sections");
    if (sections.isEmpty() || sections.size() > SECTIONS_MAX) {
      throw GraphError.ofCode(
          131009, "Invalid sections count. Min allowed sections: 1, Max allowed sections: 10");
    }
    Set<String> ids = new HashSet<>();
    int rows = 0;
    for (Member section : sections) {
      if (section.has("title") || sections.size() > 1) {
        String unusedTitle = section.measured("title", "Section title", TITLE_CHARS_MAX);
      }
      for (Member row : section.list("rows")) {
        rows++;
        row(row, ids);
      }
    }
    if (rows == 0 || rows > ROWS_MAX) {
      throw GraphError.ofCode(131009, "Total row count exceed max allowed count: " + ROWS_MAX);
    }
  }

  private static void row(Member row, Set<String> ids) throws GraphError {
    if (!ids.add(row.measured("id", "Row id", ID_CHARS_MAX))) {
      throw GraphError.ofCode(131009, "Duplicated row id");
    }
    String unused = row.measured("title", "Row title", TITLE_CHARS_MAX);
    if (row.has("description")) {
      String unusedText = row.measured("description", "Row description", DESCRIPTION_CHARS_MAX);
    }
  }
}
