package io.awfar.gateway.auth;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.Locale;

/// What somebody signs in with.
///
/// The password is bounded only to keep work small: one that no user can have is wrong, not
/// invalid.
record Credentials(
    @Schema(example = "agent@example.com") @NotBlank @Email @Size(max = 254) String email,
    @Schema(example = "correct horse battery") @NotEmpty @Size(max = 1024) String password) {

  String normalizedEmail() {
    return email.strip().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return "Credentials[...]";
  }
}
