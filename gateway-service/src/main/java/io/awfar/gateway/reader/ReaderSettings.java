package io.awfar.gateway.reader;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the database is read.
///
/// @param user who may only read; none: the user that writes, on connections that do not
/// @param password of that user
/// @param connectionsMax connections beside those of whoever writes
public record ReaderSettings(
    @Nullable String user,
    @Nullable String password,
    @DefaultValue("10") @Min(1) @Max(1000) int connectionsMax) {

  public ReaderSettings {
    user = user == null || user.isBlank() ? null : user;
  }

  @Override
  public String toString() {
    return "ReaderSettings[user set: %s, connectionsMax: %d]"
        .formatted(user != null, connectionsMax);
  }
}
