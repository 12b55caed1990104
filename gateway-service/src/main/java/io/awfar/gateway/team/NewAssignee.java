package io.awfar.gateway.team;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.awfar.gateway.error.KnownMembersOnly;
import io.awfar.gateway.error.UnknownMember;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who shall answer a chat.
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record NewAssignee(
    @Schema(description = "An active user of the workspace who is no analyst", format = "uuid")
        @NotNull
        @Pattern(regexp = Rules.UUID, message = Rules.UUID_MESSAGE)
        String userId,
    @Schema(hidden = true) @JsonAnySetter @KnownMembersOnly
        @Nullable Map<String, UnknownMember> unknown) {}
