package io.awfar.guarantees.verify;

import java.util.List;

/// A promise and whether it held.
///
/// @param name the promise in one sentence
/// @param figures what was counted
/// @param examples identities that break it, a few
public record Promise(String name, boolean held, String figures, List<String> examples) {

  /// Examples are for people: more than these help nobody.
  static final int EXAMPLES_MAX = 10;

  public Promise {
    examples = examples.stream().limit(EXAMPLES_MAX).toList();
  }
}
