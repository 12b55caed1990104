package io.awfar.simulator.api;

import io.awfar.simulator.payload.Draw;
import io.awfar.simulator.payload.WhatsAppErrors;
import org.jspecify.annotations.Nullable;

/// Errors in the shape of WhatsApp's API: `{"error":{"message","type","code",...}}`.
final class GraphError extends Exception {

  private static final long serialVersionUID = 1L;
  private static final int NO_SUBCODE = 0;

  private final int status;
  private final int code;
  private final int subcode;
  private final @Nullable String details;

  private GraphError(int status, int code, int subcode, String message, @Nullable String details) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.subcode = subcode;
    this.details = details;
  }

  /// The token is missing or wrong.
  static GraphError token() {
    return new GraphError(
        401, 190, NO_SUBCODE, "Invalid OAuth access token - Cannot parse access token", null);
  }

  /// The request does not make sense.
  static GraphError parameter(String details) {
    return new GraphError(400, 100, NO_SUBCODE, "(#100) Invalid parameter", details);
  }

  /// There is no such object.
  static GraphError unknownObject(String id) {
    String message =
        "Unsupported request. Object with ID '"
            + id
            + "' does not exist, cannot be loaded due to missing permissions, or does not support"
            + " this operation";
    return new GraphError(400, 100, 33, message, null);
  }

  /// The url of a file is not, or no longer, known.
  static GraphError unknownUrl() {
    return new GraphError(404, 100, NO_SUBCODE, "Media URL expired or not found", null);
  }

  /// There is no such path.
  static GraphError unknownPath(String path) {
    return new GraphError(400, 2500, NO_SUBCODE, "Unknown path components: " + path, null);
  }

  /// The error with this code, as a send would be answered with it.
  static GraphError ofCode(int code) {
    int status =
        switch (code) {
          case 1, 2, 131000, 131016 -> 500;
          case 4, 80007, 130429, 131048, 131056 -> 429;
          case 190 -> 401;
          case 10, 368, 131031 -> 403;
          case 131057 -> 503;
          default -> 400;
        };
    String title = WhatsAppErrors.title(code);
    return new GraphError(status, code, NO_SUBCODE, "(#" + code + ") " + title, title);
  }

  Reply reply() {
    return Reply.json(
        status,
        body ->
            body.object(
                "error",
                error -> {
                  error
                      .put("message", String.valueOf(getMessage()))
                      .put("type", "OAuthException")
                      .put("code", code);
                  if (subcode != NO_SUBCODE) {
                    error.put("error_subcode", subcode);
                  }
                  String said = details;
                  if (said != null) {
                    error.object(
                        "error_data",
                        data -> data.put("messaging_product", "whatsapp").put("details", said));
                  }
                  error.put("fbtrace_id", "A" + Draw.of(System.nanoTime()).hex());
                }));
  }
}
