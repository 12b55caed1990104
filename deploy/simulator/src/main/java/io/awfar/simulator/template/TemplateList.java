package io.awfar.simulator.template;

import io.awfar.simulator.graph.GraphError;
import io.awfar.simulator.graph.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// `GET /{account}/message_templates`, a page at a time.
///
/// Members as in Meta's OpenAPI description; filters and cursors as its page on the edge
/// `message_templates` has them. A cursor says nothing to the caller but where to go on.
public final class TemplateList {

  private static final int PAGE_DEFAULT = 25;
  private static final int PAGE_MAX = 1000;

  private TemplateList() {}

  /// The page that the query asks for.
  ///
  /// @param query `name`, `language`, `status`, `category`, `limit`, `after`
  /// @throws GraphError 100 for a limit or a cursor that is none
  public static Reply of(String accountId, List<Template> all, Map<String, String> query)
      throws GraphError {
    List<Template> found =
        all.stream()
            .filter(t -> t.name().contains(query.getOrDefault("name", "")))
            .filter(t -> query.getOrDefault("language", t.language()).equals(t.language()))
            .filter(t -> query.getOrDefault("status", t.status().name()).equals(t.status().name()))
            .filter(t -> query.getOrDefault("category", t.category()).equals(t.category()))
            .toList();
    int limit = number(query.getOrDefault("limit", Integer.toString(PAGE_DEFAULT)), "limit");
    if (limit < 1 || limit > PAGE_MAX) {
      throw GraphError.member("Param limit must be a number from 1 to " + PAGE_MAX);
    }
    String after = query.get("after");
    int from = after == null ? 0 : Math.min(position(after), found.size());
    int to = Math.min(found.size(), from + limit);
    return Reply.json(page -> {
      page.list(
          "data",
          data -> found.subList(from, to).forEach(t -> data.item(i -> t.writeTo(i, accountId))));
      if (to > from) {
        page.object(
            "paging",
            paging ->
                paging.object(
                    "cursors", c -> c.put("before", cursor(from)).put("after", cursor(to))));
      }
    });
  }

  private static String cursor(int position) {
    return Base64.getEncoder()
        .withoutPadding()
        .encodeToString(("at" + position).getBytes(StandardCharsets.US_ASCII));
  }

  private static int position(String cursor) throws GraphError {
    try {
      String text = new String(Base64.getDecoder().decode(cursor), StandardCharsets.US_ASCII);
      return number(text.replaceFirst("^at", ""), "after");
    } catch (IllegalArgumentException e) {
      throw GraphError.member("Param after must be a cursor of an earlier page");
    }
  }

  private static int number(String text, String name) throws GraphError {
    if (!text.matches("\\d{1,9}")) {
      throw GraphError.member("Param " + name + " must be a number");
    }
    return Integer.parseInt(text);
  }
}
