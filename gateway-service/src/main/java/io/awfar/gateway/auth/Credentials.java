package io.awfar.gateway.auth;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What somebody signs in with.
///
/// The password is bounded only to keep work small: one that no user can have is wrong, not
/// invalid.
///
/// @param workspaceId which of several workspaces; told only by who has accounts with one email and
///   one password in more than one
record Credentials(
    @Schema(example = "agent@example.com") @NotBlank @Email @Size(max = Emails.LENGTH_MAX)
        String email,
    @Schema(example = "correct horse battery") @NotEmpty @Size(max = 1024) String password,
    @Schema(
            description =
                "Which workspace, for who has the same email and password in more than one; unless"
                    + " told, the one joined last")
        @Nullable UUID workspaceId) {

  String normalizedEmail() {
    return Emails.normalized(email);
  }

  @Override
  public String toString() {
    return "Credentials[...]";
  }
}
