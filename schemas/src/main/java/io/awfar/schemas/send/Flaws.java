package io.awfar.schemas.send;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The flaws that are found in a message, the first one of each place.
public final class Flaws {

  private static final int FLAWS_MAX = 100;

  private final Map<String, Flaw> byPath = new LinkedHashMap<>();

  /// Notes one, unless its place has one already, or there are more than anybody reads.
  public void add(Flaw.Code code, String path, String what) {
    if (byPath.size() < FLAWS_MAX) {
      byPath.putIfAbsent(path, new Flaw(code, path, what));
    }
  }

  /// The one that was found first, null if there is none.
  public @Nullable Flaw first() {
    return byPath.isEmpty() ? null : byPath.values().iterator().next();
  }

  /// All of them in the order in which they were found.
  public List<Flaw> all() {
    return List.copyOf(byPath.values());
  }
}
