package io.awfar.gateway.limit;

import io.awfar.gateway.auth.RouteRules;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import io.awfar.gateway.http.ManagementPort;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Refuses what would only wait: there is room for so many requests at a time.
///
/// A refusal is told after a pause. Callers who ask again at once would otherwise have the
/// processors that those inside are answered with: 500 of them, refused at once, left the others a
/// tenth of the answers.
///
/// Each kind has room of its own, so that sends that wait for Kafka and uploads that wait for
/// media-service keep nobody from reading. Who sends a body slowly holds a place, too: routes that
/// need a token are refused without one before, and the others are limited by address right after,
/// before the body is read.
@Component
@Order(RouteRules.ORDER - 2)
final class RequestsInFlight implements WebFilter {

  /// Load balancers ask for it, and it costs nothing.
  private static final String HEALTH = "/health";

  private static final Duration PAUSE = Duration.ofMillis(500);

  /// Refusals that may wait at a time, some kilobytes each; more are told at once.
  private static final int PAUSING_MAX = 10_000;

  private final ManagementPort management;
  private final int max;
  private final Map<RouteKind, Room> rooms = new EnumMap<>(RouteKind.class);
  private final AtomicInteger pausing = new AtomicInteger();

  private record Room(AtomicInteger taken, Counter refused) {}

  RequestsInFlight(LimitSettings settings, ManagementPort management, MeterRegistry metrics) {
    this.management = management;
    max = settings.requestsInFlightMax();
    for (RouteKind kind : RouteKind.values()) {
      rooms.put(kind, room(kind.name().toLowerCase(Locale.ROOT), metrics));
    }
  }

  private static Room room(String kind, MeterRegistry metrics) {
    AtomicInteger taken = new AtomicInteger();
    Gauge.builder("awfar.gateway.requests.in.flight", taken, AtomicInteger::get)
        .tag("kind", kind)
        .register(metrics);
    return new Room(taken, metrics.counter("awfar.gateway.requests.refused", "kind", kind));
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    if (exchange.getRequest().getPath().value().equals(HEALTH) || management.isOf(exchange)) {
      return chain.filter(exchange);
    }
    Room room = Objects.requireNonNull(rooms.get(RouteKind.of(exchange.getRequest())));
    if (room.taken().incrementAndGet() > max) {
      room.taken().decrementAndGet();
      room.refused().increment();
      return pause().then(Mono.error(new RefusedException(ErrorCode.BUSY)));
    }
    AtomicBoolean left = new AtomicBoolean();
    if (exchange.getRequest().getMethod() == HttpMethod.GET) {
      exchange
          .getResponse()
          .beforeCommit(() -> Mono.fromRunnable(() -> leaveIfStream(exchange, room, left)));
    }
    return chain.filter(exchange).doFinally(_ -> leave(room, left));
  }

  private Mono<Void> pause() {
    return Mono.defer(() -> {
      if (pausing.incrementAndGet() > PAUSING_MAX) {
        pausing.decrementAndGet();
        return Mono.empty();
      }
      return Mono.delay(PAUSE).then().doFinally(_ -> pausing.decrementAndGet());
    });
  }

  /// A stream of events goes on for hours and works little: it is counted until it starts.
  private static void leaveIfStream(ServerWebExchange exchange, Room room, AtomicBoolean left) {
    MediaType type = exchange.getResponse().getHeaders().getContentType();
    if (MediaType.TEXT_EVENT_STREAM.isCompatibleWith(type)) {
      leave(room, left);
    }
  }

  private static void leave(Room room, AtomicBoolean left) {
    if (left.compareAndSet(false, true)) {
      room.taken().decrementAndGet();
    }
  }
}
