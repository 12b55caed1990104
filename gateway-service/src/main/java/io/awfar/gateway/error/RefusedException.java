package io.awfar.gateway.error;

import io.awfar.gateway.error.Problem.Violation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Ends a request with a problem.
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final transient List<Violation> violations;
  private final @Nullable Instant windowClosedAt;
  private final transient FileDetails file;

  public RefusedException(ErrorCode code) {
    this(code, List.of());
  }

  /// With [ErrorCode#VALIDATION_FAILED].
  public RefusedException(List<Violation> violations) {
    this(ErrorCode.VALIDATION_FAILED, violations);
  }

  /// With the values that are the reason.
  public RefusedException(ErrorCode code, List<Violation> violations) {
    this(code, violations, null, FileDetails.NONE);
  }

  private RefusedException(
      ErrorCode code,
      List<Violation> violations,
      @Nullable Instant windowClosedAt,
      FileDetails file) {
    // Refusals are answers and not bugs: the stack would only cost time.
    super(code.title(), null, false, false);
    this.code = code;
    this.violations = List.copyOf(violations);
    this.windowClosedAt = windowClosedAt;
    this.file = file;
  }

  /// With [ErrorCode#WINDOW_CLOSED].
  public static RefusedException windowClosed(Instant at) {
    return new RefusedException(ErrorCode.WINDOW_CLOSED, List.of(), at, FileDetails.NONE);
  }

  /// With what is told of a file.
  public static RefusedException ofFile(ErrorCode code, FileDetails file) {
    return new RefusedException(code, List.of(), null, file);
  }

  public ErrorCode code() {
    return code;
  }

  public List<Violation> violations() {
    return violations;
  }

  @Nullable Instant windowClosedAt() {
    return windowClosedAt;
  }

  FileDetails file() {
    return file;
  }
}
