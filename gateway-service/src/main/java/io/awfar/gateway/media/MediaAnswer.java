package io.awfar.gateway.media;

import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.FileDetails;
import io.awfar.gateway.error.RefusedException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a refusal of media-service means here: the same code, with the same details.
final class MediaAnswer {

  private static final Map<String, ErrorCode> CODES =
      Map.ofEntries(
          Map.entry("multipart_malformed", ErrorCode.MULTIPART_MALFORMED),
          Map.entry("part_unexpected", ErrorCode.PART_UNEXPECTED),
          Map.entry("file_missing", ErrorCode.FILE_MISSING),
          Map.entry("file_empty", ErrorCode.FILE_EMPTY),
          Map.entry("file_unknown", ErrorCode.FILE_UNKNOWN),
          Map.entry("file_too_large", ErrorCode.FILE_TOO_LARGE),
          Map.entry("file_type_refused", ErrorCode.FILE_TYPE_REFUSED),
          Map.entry("file_malformed", ErrorCode.FILE_MALFORMED),
          Map.entry("file_kind_unfit", ErrorCode.FILE_KIND_UNFIT),
          Map.entry("file_refused", ErrorCode.FILE_REFUSED),
          Map.entry("whatsapp_unavailable", ErrorCode.WHATSAPP_UNAVAILABLE),
          Map.entry("upload_timeout", ErrorCode.REQUEST_TIMEOUT),
          Map.entry("media_type_unsupported", ErrorCode.MEDIA_TYPE_UNSUPPORTED),
          Map.entry("token_invalid", ErrorCode.TOKEN_INVALID),
          Map.entry("forbidden", ErrorCode.FORBIDDEN),
          Map.entry("busy", ErrorCode.BUSY),
          Map.entry("kafka_unavailable", ErrorCode.KAFKA_UNAVAILABLE));

  private MediaAnswer() {}

  static RefusedException refusal(HttpStatusCode status, byte[] body, JsonMapper json) {
    JsonNode problem = read(body, json);
    ErrorCode code = CODES.get(problem.path("code").asString(""));
    if (code == null) {
      return new RefusedException(
          status.is4xxClientError() ? ErrorCode.BAD_REQUEST : ErrorCode.MEDIA_UNAVAILABLE);
    }
    JsonNode limit = problem.path("limitBytes");
    return RefusedException.ofFile(
        code,
        new FileDetails(
            limit.isIntegralNumber() ? limit.longValue() : null,
            text(problem, "kind"),
            text(problem, "detectedType"),
            text(problem, "reason")));
  }

  private static JsonNode read(byte[] body, JsonMapper json) {
    try {
      return json.readTree(body);
    } catch (JacksonException e) {
      return json.createObjectNode();
    }
  }

  private static @Nullable String text(JsonNode problem, String name) {
    return problem.path(name).asString(null);
  }
}
