package io.awfar.simulator.graph;

import io.awfar.simulator.payload.Draw;
import io.awfar.simulator.payload.JsonText;
import io.awfar.simulator.payload.WhatsAppErrors;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Errors in the shape of WhatsApp's API: `{"error":{"message","type","code",...}}`.
///
/// The shape is that of Meta's page "WhatsApp error codes" and of `GraphAPIError` in its OpenAPI
/// description. Titles and details are close to Meta's; what to do is decided by the code.
public final class GraphError extends Exception {

  private static final long serialVersionUID = 1L;
  private static final int NO_SUBCODE = 0;

  private final int status;
  private final int code;
  private final int subcode;
  private final @Nullable String details;
  private final Duration retryAfter;

  private GraphError(
      int status,
      int code,
      int subcode,
      String message,
      @Nullable String details,
      Duration retryAfter) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.subcode = subcode;
    this.details = details;
    this.retryAfter = retryAfter;
  }

  /// The token is missing or wrong.
  public static GraphError token() {
    return of(401, 190, NO_SUBCODE, "Invalid OAuth access token - Cannot parse access token", null);
  }

  /// The request does not make sense.
  public static GraphError parameter(String details) {
    return of(400, 100, NO_SUBCODE, "(#100) Invalid parameter", details);
  }

  /// A member is missing, misspelled or of the wrong kind: Graph's own check of parameters, before
  /// WhatsApp looks at the message. It says all in the message and has no details.
  public static GraphError member(String sentence) {
    return of(400, 100, NO_SUBCODE, "(#100) " + sentence, null);
  }

  /// There is no such object.
  public static GraphError unknownObject(String id) {
    String message =
        "Unsupported request. Object with ID '"
            + id
            + "' does not exist, cannot be loaded due to missing permissions, or does not support"
            + " this operation";
    return of(400, 100, 33, message, null);
  }

  /// The url of a file is not, or no longer, known.
  public static GraphError unknownUrl() {
    return of(404, 100, NO_SUBCODE, "Media URL expired or not found", null);
  }

  /// There is no such path.
  public static GraphError unknownPath(String path) {
    return of(400, 2500, NO_SUBCODE, "Unknown path components: " + path, null);
  }

  /// The error with this code, as a send would be answered with it.
  public static GraphError ofCode(int code) {
    return ofCode(code, WhatsAppErrors.details(code));
  }

  /// The error with this code and these details.
  public static GraphError ofCode(int code, String details) {
    String message = "(#" + code + ") " + WhatsAppErrors.title(code);
    return of(WhatsAppErrors.httpStatus(code), code, NO_SUBCODE, message, details);
  }

  /// The same error with another HTTP status.
  public GraphError withStatus(int other) {
    return new GraphError(other, code, subcode, text(), details, retryAfter);
  }

  /// The same error with a header that says when to come again, in whole seconds.
  public GraphError withRetryAfter(Duration wait) {
    return new GraphError(status, code, subcode, text(), details, wait);
  }

  /// What to act on.
  public int code() {
    return code;
  }

  /// The error as the caller gets it.
  public Reply reply() {
    Reply reply = Reply.json(status, body -> body.object("error", this::write));
    long seconds = (retryAfter.toMillis() + 999) / 1000;
    return seconds == 0 ? reply : reply.with(Map.of("Retry-After", Long.toString(seconds)));
  }

  private void write(JsonText error) {
    error.put("message", text()).put("type", "OAuthException").put("code", code);
    if (subcode != NO_SUBCODE) {
      error.put("error_subcode", subcode);
    }
    String said = details;
    if (said != null) {
      error.object(
          "error_data", data -> data.put("messaging_product", "whatsapp").put("details", said));
    }
    error.put("fbtrace_id", "A" + Draw.of(System.nanoTime()).hex());
  }

  private String text() {
    return String.valueOf(getMessage());
  }

  private static GraphError of(
      int status, int code, int subcode, String message, @Nullable String details) {
    return new GraphError(status, code, subcode, message, details, Duration.ZERO);
  }
}
