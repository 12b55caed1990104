package io.awfar.gateway.team;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.awfar.gateway.error.KnownMembersOnly;
import io.awfar.gateway.error.UnknownMember;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Pattern;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What of a label shall be different; what is missing or null stays.
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record LabelPatch(
    @Schema(example = "Complaint") @Pattern(regexp = Rules.NAME, message = Rules.NAME_MESSAGE)
        @Nullable String name,
    @Schema(example = "#d93f0b") @Pattern(regexp = Rules.COLOUR, message = Rules.COLOUR_MESSAGE)
        @Nullable String colour,
    @Schema(hidden = true) @JsonAnySetter @KnownMembersOnly
        @Nullable Map<String, UnknownMember> unknown) {}
