package io.awfar.gateway.limit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/// Names for addresses and emails that tell nobody who has not the key what they stand for.
///
/// There are so few addresses that a hash without a key could be tried out.
@Component
final class Pseudonyms {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 16;

  private final SecretKeySpec key;

  Pseudonyms(LimitSettings settings) {
    key = new SecretKeySpec(bytes(settings.key()), ALGORITHM);
  }

  /// Of where a request comes from; see [ClientAddress].
  String ofAddress(ServerHttpRequest request) {
    return of("address", ClientAddress.of(request.getRemoteAddress()));
  }

  /// @param kind keeps apart what may look alike
  String of(String kind, String value) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(kind.getBytes(UTF_8));
      mac.update((byte) 0);
      byte[] hash = mac.doFinal(value.getBytes(UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Without a key a gateway counts for itself, until it stops.
  private static byte[] bytes(@Nullable String given) {
    if (given != null) {
      return given.getBytes(UTF_8);
    }
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    return random;
  }
}
