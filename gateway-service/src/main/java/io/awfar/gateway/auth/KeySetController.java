package io.awfar.gateway.auth;

import com.nimbusds.jose.jwk.JWKSet;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.openapi.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Publishes the public keys, so that others can verify our tokens without asking us.
@RestController
@Tag(name = "Auth")
class KeySetController {

  private final SigningKeys keys;

  KeySetController(SigningKeys keys) {
    this.keys = keys;
  }

  @GetMapping(path = "/.well-known/jwks.json", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "List the public keys that verify tokens (RFC 7517)",
      description =
          "The one that signs comes first. One that was replaced is listed until its last token has"
              + " expired. A token with a `kid` that you do not know: read them again.")
  @SecurityRequirements
  @Refuses(ErrorCode.DATABASE_UNAVAILABLE)
  Mono<Map<String, Object>> listKeys() {
    return keys.published().map(JWKSet::toJSONObject);
  }
}
