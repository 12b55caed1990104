package io.awfar.gateway.auth;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
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
    JwtTimestampValidator time = new JwtTimestampValidator();
    time.setClock(clock);
    time.setAllowEmptyExpiryClaim(false);
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(time, new JwtIssuerValidator(Tokens.ISSUER)));
    return decoder;
  }
}
