package io.awfar.gateway.limit;

import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Counts a request under a limit, tells the caller how much is left, and refuses it if nothing is.
@Component
final class Limits {

  private static final String CHARGES = Limits.class.getName();

  private final Buckets buckets;
  private final Map<Limit, Counter> passed = new EnumMap<>(Limit.class);
  private final Map<Limit, Counter> refused = new EnumMap<>(Limit.class);

  Limits(Buckets buckets, MeterRegistry metrics) {
    this.buckets = buckets;
    for (Limit limit : Limit.values()) {
      passed.put(limit, counter(metrics, limit, "passed"));
      refused.put(limit, counter(metrics, limit, "refused"));
    }
  }

  /// @param holder see [BucketKey]
  /// @return an error with [ErrorCode#RATE_LIMITED] if there is no room
  Mono<Void> charge(ServerWebExchange exchange, Limit limit, Rate rate, String holder) {
    return rate.isOff()
        ? Mono.empty()
        : buckets
            .take(new BucketKey(limit, rate, holder))
            .flatMap(charge -> admit(exchange, charge));
  }

  /// Counts it only if there is room.
  ///
  /// @return whether there was
  Mono<Boolean> tryCharge(ServerWebExchange exchange, Limit limit, Rate rate, String holder) {
    return rate.isOff()
        ? Mono.just(true)
        : buckets
            .take(new BucketKey(limit, rate, holder))
            .flatMap(charge ->
                charge.taken() ? admit(exchange, charge).thenReturn(true) : Mono.just(false))
            // Nobody counts.
            .defaultIfEmpty(true);
  }

  /// Uncounts the request under some limits.
  Mono<Void> giveBack(ServerWebExchange exchange, Set<Limit> limits) {
    List<Charge> charges = charges(exchange);
    return Flux.range(0, charges.size())
        .filter(i -> charges.get(i).taken() && limits.contains(charges.get(i).key().limit()))
        .concatMap(i ->
            buckets
                .giveBack(charges.get(i))
                .then(
                    Mono.fromRunnable(() -> {
                      charges.set(i, charges.get(i).givenBack());
                      LimitHeaders.write(charges, exchange.getResponse().getHeaders());
                    })))
        .then();
  }

  private Mono<Void> admit(ServerWebExchange exchange, Charge charge) {
    List<Charge> charges = charges(exchange);
    charges.add(charge);
    LimitHeaders.write(charges, exchange.getResponse().getHeaders());
    Limit limit = charge.key().limit();
    if (charge.taken()) {
      of(passed, limit).increment();
      return Mono.empty();
    }
    of(refused, limit).increment();
    return Mono.error(new RefusedException(ErrorCode.RATE_LIMITED));
  }

  @SuppressWarnings("unchecked")
  private static List<Charge> charges(ServerWebExchange exchange) {
    return (List<Charge>)
        exchange.getAttributes().computeIfAbsent(CHARGES, _ -> new ArrayList<Charge>(2));
  }

  private static Counter of(Map<Limit, Counter> counters, Limit limit) {
    return Objects.requireNonNull(counters.get(limit));
  }

  private static Counter counter(MeterRegistry metrics, Limit limit, String outcome) {
    return metrics.counter("awfar.gateway.limits", "limit", limit.text(), "outcome", outcome);
  }
}
