package io.awfar.gateway.team;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.awfar.gateway.error.KnownMembersOnly;
import io.awfar.gateway.error.UnknownMember;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a note says, or shall say.
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record NoteText(
    @Schema(example = "Asked for a refund; called back at 12.")
        @NotNull
        @Pattern(regexp = Rules.TEXT, message = Rules.TEXT_MESSAGE)
        String text,
    @Schema(hidden = true) @JsonAnySetter @KnownMembersOnly
        @Nullable Map<String, UnknownMember> unknown) {

  @Override
  public String toString() {
    return "NoteText[]";
  }
}
