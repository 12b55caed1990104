package io.awfar.gateway.page;

import io.awfar.gateway.error.Problem.Violation;
import io.awfar.gateway.error.RefusedException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.MultiValueMap;

/// Which part of a list a client asks for.
///
/// @param limit rows in the page, 1 to 100
/// @param offset rows to skip, 0 to 100,000
/// @param before only rows older than this
/// @param total whether the whole list is counted
public record PageRequest(int limit, int offset, Before before, boolean total) {

  static final int LIMIT_DEFAULT = 50;
  public static final int LIMIT_MAX = 100;
  static final int OFFSET_MAX = 100_000;

  /// Reads the query of a request. Done by hand because Spring's binder stops at the first kind of
  /// mistake, and costs more than the rest of a page.
  ///
  /// @throws RefusedException with everything that is wrong
  static PageRequest of(MultiValueMap<String, String> query) {
    List<Violation> violations = new ArrayList<>();
    PageRequest asked = of(query, violations);
    if (!violations.isEmpty()) {
      throw new RefusedException(violations);
    }
    return asked;
  }

  /// As above, for whoever reads more than this out of a query.
  ///
  /// @param violations to which everything is added that is wrong
  public static PageRequest of(MultiValueMap<String, String> query, List<Violation> violations) {
    return new PageRequest(
        number(query, "limit", 1, LIMIT_MAX, LIMIT_DEFAULT, violations),
        number(query, "offset", 0, OFFSET_MAX, 0, violations),
        before(query, violations),
        total(query, violations));
  }

  private static boolean total(MultiValueMap<String, String> query, List<Violation> violations) {
    String text = query.getFirst("total");
    if (text == null || text.isBlank() || text.equals("false")) {
      return false;
    }
    if (!text.equals("true")) {
      violations.add(new Violation("total", "boolean", "must be true or false"));
    }
    return true;
  }

  private static int number(
      MultiValueMap<String, String> query,
      String name,
      int min,
      int max,
      int missing,
      List<Violation> violations) {
    String text = query.getFirst(name);
    if (text == null || text.isBlank()) {
      return missing;
    }
    try {
      int number = Integer.parseInt(text.strip());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The answer below says what a number must be like.
    }
    violations.add(
        new Violation(name, "range", "must be a whole number from %d to %d".formatted(min, max)));
    return missing;
  }

  private static Before before(MultiValueMap<String, String> query, List<Violation> violations) {
    String text = query.getFirst("before");
    if (text == null || text.isBlank()) {
      return Before.START;
    }
    try {
      return Before.parse(text);
    } catch (IllegalArgumentException e) {
      violations.add(
          new Violation(
              "before", "timestamp", "must be an ISO 8601 timestamp, or a page's nextBefore"));
      return Before.START;
    }
  }
}
