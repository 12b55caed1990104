package io.awfar.media.download;

import io.awfar.media.download.WhatsAppFault.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import javax.net.ssl.SSLException;
import okhttp3.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What an answer of the Graph API means; its `error.code` decides, since one HTTP status stands
/// for many things there.
final class Answers {

  private static final int BODY_BYTES_MAX = 64 * 1024;
  private static final Duration RETRY_AFTER_MAX = Duration.ofMinutes(1);

  private static final Set<Integer> THROTTLED = Set.of(4, 17, 32, 341, 613, 80007, 130429, 131056);
  private static final Set<Integer> FAILING = Set.of(1, 2, 131000, 131016, 131057, 133016);
  private static final Set<Integer> ACCESS_REFUSED =
      Set.of(0, 3, 10, 102, 190, 200, 368, 131005, 131031);

  /// No such object, or none that the token may see: subcode 33 stands for both.
  private static final int NO_SUCH_OBJECT = 100;

  /// What the sender gave WhatsApp is no file that it hands on.
  private static final Set<Integer> FINAL = Set.of(131051, 131052);

  private static final Set<Integer> FINAL_STATUSES = Set.of(405, 413, 414, 415, 451);

  private static final int NO_CODE = -1;

  private final JsonMapper json;

  Answers(JsonMapper json) {
    this.json = json;
  }

  /// The body of a lookup that was answered 2xx.
  JsonNode body(Response response) throws IOException, WhatsAppFault {
    try {
      return json.readTree(response.peekBody(BODY_BYTES_MAX).bytes());
    } catch (JacksonException e) {
      throw new WhatsAppFault(Kind.FAILING, Step.LOOKUP, "api-error");
    }
  }

  /// Returns only if asking again would not help.
  void throwIfTransient(Step step, Response response) throws IOException, WhatsAppFault {
    int status = response.code();
    int code = errorCode(response);
    if (status == 429 || THROTTLED.contains(code)) {
      throw new WhatsAppFault(Kind.THROTTLED, step, "throttled", retryAfter(response));
    }
    if (ACCESS_REFUSED.contains(code) || status == 401 || status == 403) {
      throw new WhatsAppFault(Kind.ACCESS_REFUSED, step, "access-refused");
    }
    if (FAILING.contains(code) || status >= 500 || status == 408) {
      throw new WhatsAppFault(Kind.FAILING, step, "api-error", retryAfter(response));
    }
    if (code == NO_SUCH_OBJECT || status == 404 || status == 410) {
      throw new WhatsAppFault(Kind.GONE, step, "missing");
    }
    if (!FINAL.contains(code) && !FINAL_STATUSES.contains(status)) {
      throw new WhatsAppFault(
          Kind.DENIED, step, step == Step.LOOKUP ? "lookup-refused" : "download-refused");
    }
  }

  /// What a request that got no answer means.
  static WhatsAppFault faultOf(Step step, IOException cause) {
    WhatsAppFault fault =
        switch (cause) {
          case ConnectException _,
              UnknownHostException _,
              NoRouteToHostException _,
              SSLException _ ->
              new WhatsAppFault(Kind.UNREACHABLE, step, "unreachable");
          case InterruptedIOException _ ->
              new WhatsAppFault(Kind.FAILING, step, WhatsAppFault.TIMED_OUT);
          default -> new WhatsAppFault(Kind.FAILING, step, "connection-lost");
        };
    fault.initCause(cause);
    return fault;
  }

  private int errorCode(Response response) throws IOException {
    if (response.isSuccessful()) {
      return NO_CODE;
    }
    try {
      return json.readTree(response.peekBody(BODY_BYTES_MAX).bytes())
          .path("error")
          .path("code")
          .asInt(NO_CODE);
    } catch (JacksonException e) {
      return NO_CODE;
    }
  }

  private static Duration retryAfter(Response response) {
    String seconds = response.header("Retry-After");
    try {
      Duration asked =
          seconds == null ? Duration.ZERO : Duration.ofSeconds(Long.parseLong(seconds));
      return asked.isNegative() ? Duration.ZERO : min(asked, RETRY_AFTER_MAX);
    } catch (NumberFormatException e) {
      return Duration.ZERO;
    }
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
