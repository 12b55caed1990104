package io.awfar.gateway.channel;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.awfar.gateway.error.KnownMembersOnly;
import io.awfar.gateway.error.UnknownMember;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A number that shall be managed.
///
/// @param appSecret of the Meta app that signs its webhooks; none: that of the deployment
/// @param accessToken for calls of WhatsApp's API; none: that of the deployment
/// @param verifyToken of the webhook's handshake; none: that of the deployment
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record NewChannel(
    @Schema(description = "WhatsApp's phone number id", example = "106540352242922")
        @NotNull
        @Pattern(regexp = Rules.ID, message = Rules.ID_MESSAGE)
        String id,
    @Schema(example = "102290129340398")
        @NotNull
        @Pattern(regexp = Rules.ID, message = Rules.ID_MESSAGE)
        String businessAccountId,
    @Schema(description = "What people call it; its id unless told", example = "Sales")
        @Pattern(regexp = Rules.NAME, message = Rules.NAME_MESSAGE)
        @Nullable String name,
    @Pattern(regexp = Rules.SECRET, message = Rules.SECRET_MESSAGE) @Nullable String appSecret,
    @Pattern(regexp = Rules.SECRET, message = Rules.SECRET_MESSAGE) @Nullable String accessToken,
    @Pattern(regexp = Rules.SECRET, message = Rules.SECRET_MESSAGE) @Nullable String verifyToken,
    @Schema(description = "Most messages sent in a second; 80 unless told")
        @Min(1)
        @Max(Rules.SENDS_PER_SECOND_MAX)
        @Nullable Integer sendsPerSecond,
    @Schema(
            description = "`active` unless told",
            allowableValues = {"active", "paused"})
        @Pattern(regexp = Rules.STATE, message = Rules.STATE_MESSAGE)
        @Nullable String state,
    @Schema(hidden = true) @JsonAnySetter @KnownMembersOnly
        @Nullable Map<String, UnknownMember> unknown) {

  @Override
  public String toString() {
    return "NewChannel[" + id + "]";
  }
}
