package io.awfar.simulator.api;

import java.util.LinkedHashSet;
import java.util.Set;

/// The ids of files that the deployment removed; of very many only the last.
final class RemovedMedia {

  private static final int IDS_MAX = 100_000;

  private final Set<String> ids = new LinkedHashSet<>();

  synchronized boolean has(String mediaId) {
    return ids.contains(mediaId);
  }

  synchronized void add(String mediaId) {
    ids.add(mediaId);
    if (ids.size() > IDS_MAX) {
      ids.remove(ids.iterator().next());
    }
  }
}
