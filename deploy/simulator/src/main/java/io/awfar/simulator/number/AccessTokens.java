package io.awfar.simulator.number;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Which tokens may call: one for everything, and for a number that has its own that one alone.
///
/// Meta's tokens belong to a user or a system user who was given certain accounts; a call about
/// anything else is answered as if the token were wrong.
public final class AccessTokens {

  private static final int TOKEN_CHARS_MAX = 1000;

  private final String shared;
  private final Map<String, String> own = new ConcurrentHashMap<>();

  /// This token for everything.
  public AccessTokens(String shared) {
    this.shared = shared;
  }

  /// From now on only this token may call about the number; an empty one ends that.
  public void give(String phoneNumberId, String token) {
    if (token.length() > TOKEN_CHARS_MAX) {
      throw new IllegalArgumentException("a token has at most " + TOKEN_CHARS_MAX + " characters");
    }
    if (token.isEmpty()) {
      own.remove(phoneNumberId);
    } else {
      own.put(phoneNumberId, token);
    }
  }

  /// True if this token may call about this number.
  public boolean allows(String token, String phoneNumberId) {
    return isEqual(token, own.getOrDefault(phoneNumberId, shared));
  }

  /// True if this token may call about what is of no number in particular, such as a file.
  public boolean allows(String token) {
    return allowsAll(token) || own.values().stream().anyMatch(each -> isEqual(token, each));
  }

  /// True if this is the token for everything.
  public boolean allowsAll(String token) {
    return isEqual(token, shared);
  }

  private static boolean isEqual(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
