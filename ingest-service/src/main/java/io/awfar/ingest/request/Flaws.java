package io.awfar.ingest.request;

import org.jspecify.annotations.Nullable;

/// Keeps the first flaw that is found in a content.
final class Flaws {

  private @Nullable Flaw first;

  void add(Flaw.Code code, String detail) {
    if (first == null) {
      first = new Flaw(code, detail);
    }
  }

  @Nullable Flaw first() {
    return first;
  }
}
