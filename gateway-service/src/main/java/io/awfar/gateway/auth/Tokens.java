package io.awfar.gateway.auth;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.SecurityContext;
import io.awfar.gateway.GatewaySettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Issues tokens.
@Component
final class Tokens {

  static final String ISSUER = "awfar-gateway";
  static final String WORKSPACE = "workspace";
  static final String ROLE = "role";
  static final String VERSION = "version";
  static final SignatureAlgorithm ALGORITHM = SignatureAlgorithm.RS256;

  private final SigningKeys keys;
  private final Duration validity;
  private final Clock clock;

  Tokens(SigningKeys keys, GatewaySettings settings, Clock clock) {
    this.keys = keys;
    this.validity = settings.tokenValidity();
    this.clock = clock;
  }

  /// Signs off the event loops, since it computes for about a millisecond.
  Mono<SignedIn> issue(Account account) {
    return keys.current()
        .publishOn(Schedulers.parallel())
        .map(ring -> issue(account, ring.signing()));
  }

  private SignedIn issue(Account account, RSAKey key) {
    User user = account.user();
    // A token tells time in whole seconds.
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant expiresAt = now.plus(validity);
    JwtClaimsSet claims =
        JwtClaimsSet.builder()
            .issuer(ISSUER)
            .subject(user.id().toString())
            .issuedAt(now)
            .expiresAt(expiresAt)
            .claim(WORKSPACE, user.workspaceId().toString())
            .claim(ROLE, user.role().text())
            .claim(VERSION, account.tokenVersion())
            .build();
    JwsHeader header = JwsHeader.with(ALGORITHM).type("JWT").keyId(key.getKeyID()).build();
    String token =
        new NimbusJwtEncoder(new ImmutableJWKSet<SecurityContext>(new JWKSet(key)))
            .encode(JwtEncoderParameters.from(header, claims))
            .getTokenValue();
    return new SignedIn(token, expiresAt, user);
  }
}
