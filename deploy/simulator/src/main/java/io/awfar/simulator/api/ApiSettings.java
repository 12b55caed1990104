package io.awfar.simulator.api;

import io.awfar.simulator.number.AccountRules;
import java.time.Duration;

/// How the API side answers.
///
/// @param address address to listen on
/// @param port port to listen on; 0 for any
/// @param accessToken the bearer token that callers must have
/// @param urlLifetime how long the url of a media look-up can be used
/// @param statusDelay time from an accepted message to its first status; the others follow at the
///   same distance
/// @param rules what holds for the business to begin with
public record ApiSettings(
    String address,
    int port,
    String accessToken,
    Duration urlLifetime,
    Duration statusDelay,
    AccountRules rules) {

  /// Checks the bounds.
  public ApiSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("api-port must be 0 to 65535");
    }
    if (accessToken.isEmpty()) {
      throw new IllegalArgumentException("access-token must not be empty");
    }
    if (urlLifetime.isNegative() || statusDelay.isNegative()) {
      throw new IllegalArgumentException("url-lifetime and status-delay must not be negative");
    }
  }
}
