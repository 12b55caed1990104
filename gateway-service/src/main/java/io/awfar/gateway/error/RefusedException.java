package io.awfar.gateway.error;

import io.awfar.gateway.error.Problem.Violation;
import java.util.List;

/// Ends a request with a problem.
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final transient List<Violation> violations;

  public RefusedException(ErrorCode code) {
    this(code, List.of());
  }

  /// With [ErrorCode#VALIDATION_FAILED].
  public RefusedException(List<Violation> violations) {
    this(ErrorCode.VALIDATION_FAILED, violations);
  }

  private RefusedException(ErrorCode code, List<Violation> violations) {
    // Refusals are answers and not bugs: the stack would only cost time.
    super(code.title(), null, false, false);
    this.code = code;
    this.violations = List.copyOf(violations);
  }

  ErrorCode code() {
    return code;
  }

  List<Violation> violations() {
    return violations;
  }
}
