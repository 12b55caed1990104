package io.awfar.media.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.awfar.media.problem.Refusal;
import io.awfar.media.problem.RefusedException;
import java.text.ParseException;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/// Accepts a token only if a key of the gateway signed it, with its algorithm, and its time has not
/// run out. Blocks while keys are fetched.
final class TokenVerifier {

  private static final String ISSUER = "awfar-gateway";
  private static final String WORKSPACE = "workspace";
  private static final String ROLE = "role";
  private static final int TOKEN_CHARS_MAX = 8192;

  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  TokenVerifier(JWKSource<SecurityContext> keys) {
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
    processor.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(
            new JWTClaimsSet.Builder().issuer(ISSUER).build(),
            Set.of("sub", "exp", WORKSPACE, ROLE)));
  }

  /// @throws RefusedException if it speaks for nobody, or nobody can tell at present
  Caller verify(String token) {
    if (token.length() > TOKEN_CHARS_MAX) {
      throw new RefusedException(Refusal.TOKEN_INVALID);
    }
    try {
      JWTClaimsSet claims = processor.process(token, null);
      return new Caller(
          UUID.fromString(claims.getSubject()),
          UUID.fromString(claim(claims, WORKSPACE)),
          claim(claims, ROLE));
    } catch (KeySourceException e) {
      throw new RefusedException(Refusal.KEYS_UNAVAILABLE);
    } catch (ParseException | BadJOSEException | JOSEException | IllegalArgumentException e) {
      throw new RefusedException(Refusal.TOKEN_INVALID);
    }
  }

  private static String claim(JWTClaimsSet claims, String name) throws ParseException {
    return Objects.requireNonNull(claims.getStringClaim(name));
  }
}
