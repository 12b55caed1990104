package io.awfar.gateway.auth;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What a user is in its workspace.
public enum Role {
  ADMIN,
  SUPERVISOR,
  AGENT,
  ANALYST;

  /// The names, as a rule for a body.
  static final String NAMES = "admin|supervisor|agent|analyst";

  static final String NAMES_MESSAGE = "must be admin, supervisor, agent or analyst";

  /// The name in tokens, rows and answers, such as `admin`.
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws IllegalArgumentException if no role has that name
  static Role parse(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
