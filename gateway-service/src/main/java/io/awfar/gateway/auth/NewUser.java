package io.awfar.gateway.auth;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/// What somebody registers with.
///
/// @param workspaceName of the workspace that a registration without an invitation makes
/// @param invitation the token of an invitation for this email
record NewUser(
    @Schema(example = "agent@example.com") @NotBlank @Email @Size(max = Emails.LENGTH_MAX)
        String email,
    @Schema(
            description = "8 to 72 bytes of UTF-8",
            example = "correct horse battery",
            minLength = PasswordSize.BYTES_MIN,
            maxLength = PasswordHashes.BYTES_MAX)
        @NotNull
        @PasswordSize
        String password,
    @Schema(example = "Amal") @NotNull @Pattern(regexp = NAME, message = NAME_MESSAGE) String name,
    @Schema(
            description = "Name of the workspace that a registration without invitation makes",
            example = "Sales of Sanaa")
        @Pattern(regexp = NAME, message = NAME_MESSAGE)
        @Nullable String workspaceName,
    @Schema(
            description = "The token of an invitation, which was made for this email",
            example = "yTq0cO8mFq1m3xN0nq2lJZf3wq7n8V0b1dX5k4u9a2E")
        @Size(max = INVITATION_LENGTH_MAX)
        @Nullable String invitation) {

  private static final String NAME = "(?=.*\\S)[^\\x00-\\x1f\\x7f-\\x9f]{1,200}";
  private static final String NAME_MESSAGE = "must be 1 to 200 characters, not only spaces";
  private static final int INVITATION_LENGTH_MAX = 128;

  /// Forms send what was left empty as an empty text.
  NewUser {
    workspaceName = blankToNull(workspaceName);
    invitation = blankToNull(invitation);
  }

  String normalizedEmail() {
    return Emails.normalized(email);
  }

  private static @Nullable String blankToNull(@Nullable String value) {
    return value == null || value.isBlank() ? null : value;
  }

  @Override
  public String toString() {
    return "NewUser[...]";
  }
}
