package io.awfar.gateway.auth;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.awfar.gateway.error.KnownMembersOnly;
import io.awfar.gateway.error.UnknownMember;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whom an administrator invites, and as what.
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record NewInvitation(
    @Schema(example = "agent@example.com") @NotBlank @Email @Size(max = Emails.LENGTH_MAX)
        String email,
    @Schema(
            example = "agent",
            allowableValues = {"admin", "supervisor", "agent", "analyst"})
        @NotNull
        @Pattern(regexp = Role.NAMES, message = Role.NAMES_MESSAGE)
        String role,
    @Schema(hidden = true) @JsonAnySetter @KnownMembersOnly
        @Nullable Map<String, UnknownMember> unknown) {

  String normalizedEmail() {
    return Emails.normalized(email);
  }

  @Override
  public String toString() {
    return "NewInvitation[...]";
  }
}
