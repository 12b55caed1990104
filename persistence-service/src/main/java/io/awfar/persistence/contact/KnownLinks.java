package io.awfar.persistence.contact;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Links that are in the database, so that the same two ids in each message of a person cost
/// nothing: those that were asked for last.
@Component
public final class KnownLinks {

  /// Some 30 MB.
  private static final int LINKS_MAX = 100_000;

  /// When each was first shown.
  private final Map<IdentityLink, Instant> links =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<IdentityLink, Instant> eldest) {
              return size() > LINKS_MAX;
            }
          });

  /// Whether the database would learn nothing from it.
  boolean contains(IdentityLink link, Instant shownAt) {
    Instant first = links.get(link);
    return first != null && !shownAt.isBefore(first);
  }

  /// @param link committed
  /// @param shownAt when it was first shown
  void add(IdentityLink link, Instant shownAt) {
    links.put(link, shownAt);
  }
}
