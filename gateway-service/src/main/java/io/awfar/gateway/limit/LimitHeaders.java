package io.awfar.gateway.limit;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;

/// What an answer tells of the limits that its request was counted under.
///
/// `RateLimit-Limit`, `-Remaining` and `-Reset` are those of the original, of the limit that has
/// the least left; `RateLimit-Policy` and `RateLimit` tell of each, as
/// draft-ietf-httpapi-ratelimit-headers-10 writes them.
final class LimitHeaders {

  private LimitHeaders() {}

  static void write(List<Charge> charges, HttpHeaders headers) {
    Charge tightest =
        charges.stream()
            .min(Comparator.comparing(Charge::taken).thenComparingLong(Charge::remaining))
            .orElseThrow();
    String reset = Long.toString(tightest.resetSeconds());
    headers.set("RateLimit-Limit", Integer.toString(tightest.key().rate().requests()));
    headers.set("RateLimit-Remaining", Long.toString(tightest.remaining()));
    headers.set("RateLimit-Reset", reset);
    headers.set("RateLimit-Policy", list(charges, LimitHeaders::policy));
    headers.set("RateLimit", list(charges, LimitHeaders::state));
    if (!tightest.taken()) {
      headers.set(HttpHeaders.RETRY_AFTER, reset);
    }
  }

  private static String list(List<Charge> charges, Function<Charge, String> item) {
    return charges.stream().map(item).collect(Collectors.joining(", "));
  }

  private static String policy(Charge charge) {
    Rate rate = charge.key().rate();
    return quoted(charge) + ";q=" + rate.requests() + ";w=" + rate.window().toSeconds();
  }

  private static String state(Charge charge) {
    return quoted(charge) + ";r=" + charge.remaining() + ";t=" + charge.resetSeconds();
  }

  private static String quoted(Charge charge) {
    return '"' + charge.key().limit().text() + '"';
  }
}
