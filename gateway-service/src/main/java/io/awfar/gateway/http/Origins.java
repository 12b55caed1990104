package io.awfar.gateway.http;

import io.awfar.gateway.GatewaySettings;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import io.awfar.gateway.error.RequestId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsProcessor;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;
import org.springframework.web.server.ServerWebExchange;

/// Lets browsers in from the origins that the operator named, and from no other.
@Configuration(proxyBeanMethods = false)
class Origins {

  @Bean
  @Order(SecurityHeaders.ORDER + 1)
  CorsWebFilter originFilter(GatewaySettings settings) {
    CorsConfiguration allowed = new CorsConfiguration();
    allowed.setAllowedOrigins(settings.clientOrigins());
    allowed.setAllowedMethods(List.of("GET", "POST", "PUT", "PATCH", "DELETE"));
    allowed.setAllowedHeaders(
        List.of(
            "Authorization",
            "Content-Type",
            "Idempotency-Key",
            "X-Idempotency-Key",
            "If-Match",
            "If-None-Match",
            "Last-Event-ID",
            "X-Requested-With",
            "Cache-Control",
            "Pragma",
            RequestId.HEADER));
    allowed.setExposedHeaders(
        List.of(
            RequestId.HEADER,
            "Retry-After",
            "RateLimit-Limit",
            "RateLimit-Remaining",
            "RateLimit-Reset",
            "RateLimit-Policy",
            "RateLimit",
            "Idempotency-Replayed",
            "ETag",
            "Location"));
    // The original's front end asks with credentials; harmless, since we set and read no cookie.
    allowed.setAllowCredentials(true);
    allowed.setMaxAge(Duration.ofHours(1));
    return new CorsWebFilter(_ -> allowed, new Refusing());
  }

  /// Spring's processor, but a refusal is a problem and not an empty 403.
  private static final class Refusing implements CorsProcessor {

    private final DefaultCorsProcessor processor = new DefaultCorsProcessor();

    @Override
    public boolean process(@Nullable CorsConfiguration allowed, ServerWebExchange exchange) {
      if (!processor.process(allowed, exchange)) {
        throw new RefusedException(ErrorCode.ORIGIN_REFUSED);
      }
      return true;
    }
  }
}
