package io.awfar.gateway.auth;

import com.nimbusds.jose.jwk.JWKSet;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/// Accepts a token only if one of our keys signed it, with our algorithm, and its time has not run
/// out.
@Configuration(proxyBeanMethods = false)
class TokenVerification {

  @Bean
  ReactiveJwtDecoder jwtDecoder(SigningKeys keys, Clock clock) {
    Mono<JWKSet> publicKeys = keys.all().map(JWKSet::toPublicJWKSet);
    NimbusReactiveJwtDecoder decoder =
        NimbusReactiveJwtDecoder.withJwkSource(_ -> publicKeys.flatMapIterable(JWKSet::getKeys))
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
