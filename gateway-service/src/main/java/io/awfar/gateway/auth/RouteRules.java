package io.awfar.gateway.auth;

import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.util.matcher.AndServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.NegatedServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Which routes need a token: all under `/api` but signing in.
///
/// What lies outside `/api` is public by purpose (health, keys, documentation) or does not exist.
/// Open routes do not look at tokens at all: a client whose token has expired must be able to send
/// it along and still sign in.
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class RouteRules {

  private static final ServerWebExchangeMatcher SIGNING_IN =
      ServerWebExchangeMatchers.pathMatchers(HttpMethod.POST, "/api/auth/login");

  @Bean
  SecurityWebFilterChain routesWithToken(ServerHttpSecurity security) {
    return security
        .securityMatcher(
            new AndServerWebExchangeMatcher(
                ServerWebExchangeMatchers.pathMatchers("/api/**"),
                new NegatedServerWebExchangeMatcher(SIGNING_IN)))
        // No cookie carries authority here, so there is no forgery across sites to guard against;
        // headers and origins are set for every answer by the package http.
        .csrf(ServerHttpSecurity.CsrfSpec::disable)
        .cors(ServerHttpSecurity.CorsSpec::disable)
        .headers(ServerHttpSecurity.HeaderSpec::disable)
        .logout(ServerHttpSecurity.LogoutSpec::disable)
        .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
        .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
        .authorizeExchange(route -> route.anyExchange().authenticated())
        .oauth2ResourceServer(server ->
            server
                .authenticationEntryPoint(RouteRules::refuse)
                .jwt(jwt -> jwt.jwtAuthenticationConverter(CallerAuthentication::of)))
        .exceptionHandling(failure -> failure.authenticationEntryPoint(RouteRules::refuse))
        .build();
  }

  /// Paths with dots, double slashes or control characters, and methods that HTTP does not have.
  @Bean
  ServerExchangeRejectedHandler oddRequests() {
    return (_, _) -> refuse(ErrorCode.BAD_REQUEST);
  }

  private static Mono<Void> refuse(ServerWebExchange exchange, AuthenticationException failure) {
    return switch (failure) {
      case AuthenticationServiceException e -> Mono.error(e);
      case OAuth2AuthenticationException _ -> refuse(ErrorCode.TOKEN_INVALID);
      default -> refuse(ErrorCode.TOKEN_MISSING);
    };
  }

  private static Mono<Void> refuse(ErrorCode code) {
    return Mono.error(new RefusedException(code));
  }
}
