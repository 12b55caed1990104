package io.awfar.gateway.idempotency;

import io.awfar.gateway.error.Problem.Violation;
import io.awfar.gateway.error.RefusedException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/// The key by which a sender says that two requests are one.
public record IdempotencyKey(String text) {

  public static final String HEADER = "Idempotency-Key";

  /// As the original's clients call it.
  public static final String OTHER_HEADER = "X-Idempotency-Key";

  /// Says that an answer is the one that was given before.
  public static final String REPLAYED_HEADER = "Idempotency-Replayed";

  private static final Pattern FORM = Pattern.compile("[!-~]{1,255}");

  /// The key of a request, nothing if it has none.
  ///
  /// @throws RefusedException if it has several, or one of another form
  public static Optional<IdempotencyKey> of(HttpHeaders headers) {
    Set<String> keys = new HashSet<>(headers.getOrEmpty(HEADER));
    keys.addAll(headers.getOrEmpty(OTHER_HEADER));
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    String key = keys.iterator().next();
    if (keys.size() > 1) {
      throw refused("several", "must be one key, also where both headers are sent");
    }
    if (!FORM.matcher(key).matches()) {
      throw refused("pattern", "must be 1 to 255 letters, digits and signs of ASCII");
    }
    return Optional.of(new IdempotencyKey(key));
  }

  private static RefusedException refused(String code, String message) {
    return new RefusedException(List.of(new Violation(HEADER, code, message)));
  }
}
