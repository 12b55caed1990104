package io.awfar.gateway.team;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.awfar.gateway.error.KnownMembersOnly;
import io.awfar.gateway.error.UnknownMember;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A label that the workspace shall have.
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record NewLabel(
    @Schema(example = "Complaint")
        @NotNull
        @Pattern(regexp = Rules.NAME, message = Rules.NAME_MESSAGE)
        String name,
    @Schema(description = "Grey unless told", example = "#d93f0b")
        @Pattern(regexp = Rules.COLOUR, message = Rules.COLOUR_MESSAGE)
        @Nullable String colour,
    @Schema(hidden = true) @JsonAnySetter @KnownMembersOnly
        @Nullable Map<String, UnknownMember> unknown) {}
