package io.awfar.gateway.channel;

import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What WhatsApp says of a channel.
///
/// @param code WhatsApp's own error code, if it gave one
record CheckedChannel(
    Result result,
    @Schema(description = "WhatsApp's own error code") @Nullable Integer code,
    @Schema(description = "As WhatsApp writes it") @Nullable String displayPhoneNumber,
    @Nullable String verifiedName,
    @Schema(example = "GREEN") @Nullable String qualityRating) {

  enum Result {
    /// The token may use the number.
    OK,
    /// The channel has none.
    TOKEN_MISSING,
    /// It is wrong, has expired, or may not do this.
    TOKEN_REFUSED,
    /// There is no such number, or none that the token may see.
    UNKNOWN_NUMBER,
    /// WhatsApp is asked too often.
    THROTTLED,
    /// It did not answer in time, or nonsense.
    UNREACHABLE;

    @JsonValue
    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static CheckedChannel failed(Result result, @Nullable Integer code) {
    return new CheckedChannel(result, code, null, null, null);
  }
}
