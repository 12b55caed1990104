package io.awfar.gateway.error;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An answer that refuses, as RFC 9457 shapes it.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(description = "A refusal (RFC 9457). Decide on `code`: it is stable.")
public record Problem(
    @Schema(example = "urn:awfar:problem:chat_not_found") String type,
    @Schema(example = "There is no such chat") String title,
    @Schema(
            description = "The title once more, where clients of Express look for it",
            example = "There is no such chat")
        String message,
    @Schema(example = "404") int status,
    @Schema(example = "chat_not_found") String code,
    @Schema(description = "The path that was asked for") String instance,
    @Schema(description = "Quote it when you ask for help; it is in our logs") String requestId,
    @ArraySchema(
            arraySchema =
                @Schema(
                    description =
                        "All that is wrong, with code validation_failed; else the values that are"
                            + " the reason"))
        @Nullable List<Violation> violations,
    @Schema(description = "When it closed, with code window_closed")
        @Nullable Instant windowClosedAt,
    @Schema(description = "How large the file may be, with code file_too_large")
        @Nullable Long limitBytes,
    @Schema(description = "What the refused file could be sent as", example = "image")
        @Nullable String kind,
    @Schema(description = "What the bytes of the refused file say", example = "text/html")
        @Nullable String detectedType,
    @Schema(
            description =
                "What is wrong with the file, with code file_malformed: truncated, trailing_data,"
                    + " malformed, hidden_file, too_many_pixels or zip_bomb",
            example = "truncated")
        @Nullable String reason) {

  /// One value that is not valid.
  ///
  /// @param field name of the parameter or of the member of the body
  /// @param code the rule that it breaks, such as `max`
  /// @param message the rule in words
  @Schema(description = "One value that is not valid")
  public record Violation(String field, String code, String message) {}

  public static Problem of(
      ErrorCode code, String instance, String requestId, List<Violation> violations) {
    return new Problem(
        "urn:awfar:problem:" + code.code(),
        code.title(),
        code.title(),
        code.status().value(),
        code.code(),
        instance,
        requestId,
        violations,
        null,
        null,
        null,
        null,
        null);
  }

  Problem withWindowClosedAt(@Nullable Instant at) {
    return new Problem(
        type,
        title,
        message,
        status,
        code,
        instance,
        requestId,
        violations,
        at,
        null,
        null,
        null,
        null);
  }

  Problem withFile(FileDetails file) {
    return new Problem(
        type,
        title,
        message,
        status,
        code,
        instance,
        requestId,
        violations,
        windowClosedAt,
        file.limitBytes(),
        file.kind(),
        file.detectedType(),
        file.reason());
  }
}
