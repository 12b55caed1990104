package io.awfar.ingest.webhook;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;

/// What a refused sender reads: RFC 9457 problem details with a stable `code`, and nothing of what
/// it sent or of how the service works.
final class Problem {

  private static final String MEDIA_TYPE = "application/problem+json";
  private static final Map<Refusal, byte[]> BODIES = bodies();

  private Problem() {}

  static Mono<Void> answer(Refusal refusal, Duration retryAfter, HttpServerResponse response) {
    response.status(refusal.status()).header(HttpHeaderNames.CONTENT_TYPE, MEDIA_TYPE);
    if (refusal.status().equals(HttpResponseStatus.SERVICE_UNAVAILABLE)) {
      String seconds = Long.toString(Math.max(1, retryAfter.toSeconds()));
      response.header(HttpHeaderNames.RETRY_AFTER, seconds);
    }
    if (refusal == Refusal.METHOD_NOT_ALLOWED) {
      response.header(HttpHeaderNames.ALLOW, "GET, POST");
    }
    return response.sendByteArray(Mono.fromSupplier(() -> BODIES.get(refusal))).then();
  }

  private static Map<Refusal, byte[]> bodies() {
    JsonMapper json = JsonMapper.shared();
    Map<Refusal, byte[]> bodies = new EnumMap<>(Refusal.class);
    for (Refusal refusal : Refusal.values()) {
      Map<String, Object> members = new TreeMap<>();
      members.put("type", "about:blank");
      members.put("title", refusal.title());
      members.put("status", refusal.status().code());
      members.put("code", refusal.code());
      bodies.put(refusal, json.writeValueAsBytes(members));
    }
    return bodies;
  }
}
