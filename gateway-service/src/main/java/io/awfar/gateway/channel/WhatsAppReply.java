package io.awfar.gateway.channel;

import io.awfar.gateway.channel.CheckedChannel.Result;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What WhatsApp's API made of a question about a number or an account.
///
/// @param result never for want of a token
/// @param code WhatsApp's own error code, if it gave one
/// @param body an empty object if it answered nonsense or nothing
record WhatsAppReply(Result result, @Nullable Integer code, JsonNode body) {

  private static final Set<Integer> TOKEN_REFUSED = Set.of(0, 3, 10, 102, 190, 200);
  private static final Set<Integer> THROTTLED = Set.of(4, 17, 80007, 130429);
  private static final int NO_SUCH_OBJECT = 100;

  static WhatsAppReply of(int status, byte[] bytes, JsonMapper json) {
    JsonNode body = read(bytes, json);
    if (status == 200) {
      return new WhatsAppReply(Result.OK, null, body);
    }
    JsonNode code = body.path("error").path("code");
    return code.isInt()
        ? new WhatsAppReply(resultOf(status, code.asInt()), code.asInt(), body)
        : new WhatsAppReply(resultOf(status, -1), null, body);
  }

  /// Whatever befell the call, no answer of WhatsApp's can be told.
  static WhatsAppReply none(JsonMapper json) {
    return new WhatsAppReply(Result.UNREACHABLE, null, json.createObjectNode());
  }

  private static Result resultOf(int status, int code) {
    if (TOKEN_REFUSED.contains(code) || status == 401 || status == 403) {
      return Result.TOKEN_REFUSED;
    }
    if (THROTTLED.contains(code) || status == 429) {
      return Result.THROTTLED;
    }
    return code == NO_SUCH_OBJECT || status == 404 ? Result.UNKNOWN_NUMBER : Result.UNREACHABLE;
  }

  private static JsonNode read(byte[] bytes, JsonMapper json) {
    try {
      return json.readTree(bytes);
    } catch (JacksonException e) {
      return json.createObjectNode();
    }
  }
}
