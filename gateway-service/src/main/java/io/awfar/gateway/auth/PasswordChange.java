package io.awfar.gateway.auth;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/// Another password, from whoever knows the present one.
record PasswordChange(
    @Schema(example = "correct horse battery") @NotEmpty @Size(max = 1024) String currentPassword,
    @Schema(
            description = "8 to 72 bytes of UTF-8",
            example = "battery horse correct",
            minLength = PasswordSize.BYTES_MIN,
            maxLength = PasswordHashes.BYTES_MAX)
        @NotNull
        @PasswordSize
        String newPassword) {

  @Override
  public String toString() {
    return "PasswordChange[...]";
  }
}
