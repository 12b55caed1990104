package io.awfar.gateway.auth;

import io.awfar.gateway.error.RefusedException;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;

/// Accepts a token only if one of our keys signed it, with our algorithm, and its time has not run
/// out.
@Configuration(proxyBeanMethods = false)
class TokenVerification {

  @Bean
  ReactiveJwtDecoder jwtDecoder(SigningKeys keys, Clock clock) {
    NimbusReactiveJwtDecoder decoder =
        NimbusReactiveJwtDecoder.withJwkSource(
                token -> keys.verifying(token.getHeader().getKeyID()))
            .jwsAlgorithm(Tokens.ALGORITHM)
            .build();
    // Our own clock signs, so there is no skew to allow for.
    JwtTimestampValidator time = new JwtTimestampValidator(Duration.ZERO);
    time.setClock(clock);
    time.setAllowEmptyExpiryClaim(false);
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(time, new JwtIssuerValidator(Tokens.ISSUER)));
    return token -> decoder.decode(token).onErrorMap(TokenVerification::reason);
  }

  /// The decoder calls it a wrong state if it got no keys.
  private static Throwable reason(Throwable failure) {
    if (failure instanceof IllegalStateException && failure.getCause() != null) {
      return failure.getCause() instanceof RefusedException refusal
          ? refusal
          : new JwtException("The keys cannot be read", failure.getCause());
    }
    return failure;
  }
}
