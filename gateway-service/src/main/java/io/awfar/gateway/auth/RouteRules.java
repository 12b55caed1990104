package io.awfar.gateway.auth;

import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Which routes need a token: all under `/api` but signing in.
///
/// What lies outside `/api` is public by purpose (health, keys, documentation) or does not exist.
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class RouteRules {

  @Bean
  SecurityWebFilterChain routes(ServerHttpSecurity security) {
    return security
        // No cookie carries authority here, so there is no forgery across sites to guard against;
        // headers and origins are set for every answer by the package http.
        .csrf(ServerHttpSecurity.CsrfSpec::disable)
        .cors(ServerHttpSecurity.CorsSpec::disable)
        .headers(ServerHttpSecurity.HeaderSpec::disable)
        .logout(ServerHttpSecurity.LogoutSpec::disable)
        .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
        .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
        .authorizeExchange(route ->
            route
                .matchers(EndpointRequest.toAnyEndpoint())
                .permitAll()
                .pathMatchers(HttpMethod.POST, "/api/auth/login")
                .permitAll()
                .pathMatchers("/api/**")
                .authenticated()
                .anyExchange()
                .permitAll())
        .oauth2ResourceServer(server ->
            server
                .authenticationEntryPoint(RouteRules::refuse)
                .jwt(jwt -> jwt.jwtAuthenticationConverter(CallerAuthentication::of)))
        .exceptionHandling(failure -> failure.authenticationEntryPoint(RouteRules::refuse))
        .build();
  }

  private static Mono<Void> refuse(ServerWebExchange exchange, AuthenticationException failure) {
    return switch (failure) {
      case AuthenticationServiceException e -> Mono.error(e);
      case InvalidBearerTokenException _ -> refuse(ErrorCode.TOKEN_INVALID);
      default -> refuse(ErrorCode.TOKEN_MISSING);
    };
  }

  private static Mono<Void> refuse(ErrorCode code) {
    return Mono.error(new RefusedException(code));
  }
}
