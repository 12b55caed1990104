package io.awfar.media.problem;

import java.io.Serial;
import java.util.Map;

/// Ends a request with a problem.
public final class RefusedException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final Refusal refusal;
  private final transient Map<String, Object> details;

  public RefusedException(Refusal refusal) {
    this(refusal, Map.of());
  }

  /// @param details members of the problem beside the usual ones
  public RefusedException(Refusal refusal, Map<String, Object> details) {
    super(refusal.code(), null, false, false);
    this.refusal = refusal;
    this.details = Map.copyOf(details);
  }

  public Refusal refusal() {
    return refusal;
  }

  public Map<String, Object> details() {
    return details;
  }
}
