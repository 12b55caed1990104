package io.awfar.gateway.auth;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.awfar.gateway.error.KnownMembersOnly;
import io.awfar.gateway.error.UnknownMember;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Pattern;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What of a user shall be different; what is missing or null stays.
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record MemberPatch(
    @Schema(
            example = "supervisor",
            allowableValues = {"admin", "supervisor", "agent", "analyst"})
        @Pattern(regexp = Role.NAMES, message = Role.NAMES_MESSAGE)
        @Nullable String role,
    @Schema(description = "Whether the user may sign in", example = "true")
        @Nullable Boolean active,
    @Schema(
            description = "Another password, for a user who has forgotten theirs; 8 to 72 bytes",
            example = "battery horse correct",
            minLength = PasswordSize.BYTES_MIN,
            maxLength = PasswordHashes.BYTES_MAX)
        @PasswordSize
        @Nullable String password,
    @Schema(hidden = true) @JsonAnySetter @KnownMembersOnly
        @Nullable Map<String, UnknownMember> unknown) {

  Role roleAfter(Member before) {
    return role == null ? before.role() : Role.parse(role);
  }

  boolean activeAfter(Member before) {
    return active == null ? before.active() : active;
  }

  @Override
  public String toString() {
    return "MemberPatch[role: %s, active: %s]".formatted(role, active);
  }
}
