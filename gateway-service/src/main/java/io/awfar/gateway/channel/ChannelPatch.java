package io.awfar.gateway.channel;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.awfar.gateway.error.KnownMembersOnly;
import io.awfar.gateway.error.UnknownMember;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What shall be different; what is missing or null stays.
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record ChannelPatch(
    @Pattern(regexp = Rules.ID, message = Rules.ID_MESSAGE) @Nullable String businessAccountId,
    @Pattern(regexp = Rules.NAME, message = Rules.NAME_MESSAGE) @Nullable String name,
    @Schema(description = "An empty text takes it away")
        @Pattern(regexp = Rules.SECRET_OR_EMPTY, message = Rules.SECRET_MESSAGE)
        @Nullable String appSecret,
    @Schema(description = "An empty text takes it away")
        @Pattern(regexp = Rules.SECRET_OR_EMPTY, message = Rules.SECRET_MESSAGE)
        @Nullable String accessToken,
    @Schema(description = "An empty text takes it away")
        @Pattern(regexp = Rules.SECRET_OR_EMPTY, message = Rules.SECRET_MESSAGE)
        @Nullable String verifyToken,
    @Min(1) @Max(Rules.SENDS_PER_SECOND_MAX) @Nullable Integer sendsPerSecond,
    @Schema(allowableValues = {"active", "paused"})
        @Pattern(regexp = Rules.STATE, message = Rules.STATE_MESSAGE)
        @Nullable String state,
    @Schema(hidden = true) @JsonAnySetter @KnownMembersOnly
        @Nullable Map<String, UnknownMember> unknown) {

  @Override
  public String toString() {
    return "ChannelPatch[]";
  }
}
