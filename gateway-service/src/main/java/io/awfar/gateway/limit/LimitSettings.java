package io.awfar.gateway.limit;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How much the gateway takes on, of one caller and of all.
///
/// @param enabled whether any rate holds
/// @param api all requests of a user
/// @param apiByAddress all requests of an address that come without a valid token
/// @param authByAddress sign-ins from an address that fail, and registrations
/// @param authByAccount wrong passwords of an account
/// @param sends messages of a user
/// @param uploads files of a user
/// @param bucketsMax callers that are counted at a time; beyond, those that were not seen for
///   longest are forgotten
/// @param redisUrl where gateways count together; none: each counts for itself
/// @param redisTimeout longest wait for it
/// @param whenRedisDown what becomes of requests meanwhile
/// @param key what addresses and emails are hashed with there, the same for all gateways
/// @param requestsInFlightMax requests of a kind that may be worked on at a time
public record LimitSettings(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("100/15m") RoleRates api,
    @DefaultValue("100/15m") Rate apiByAddress,
    @DefaultValue("5/15m") Rate authByAddress,
    @DefaultValue("5/15m") Rate authByAccount,
    @DefaultValue("30/1m") RoleRates sends,
    @DefaultValue("10/1h") RoleRates uploads,
    @DefaultValue("100000") @Min(1_000) @Max(10_000_000) int bucketsMax,
    @Nullable String redisUrl,
    @DefaultValue("250ms") @DurationMin(millis = 10) @DurationMax(seconds = 5)
        Duration redisTimeout,
    @DefaultValue("local") WhenRedisDown whenRedisDown,
    @Nullable String key,
    @DefaultValue("500") @Min(1) @Max(100_000) int requestsInFlightMax) {

  private static final int KEY_LENGTH_MIN = 32;

  /// What becomes of requests while Redis does not answer.
  public enum WhenRedisDown {
    /// They pass, uncounted.
    ALLOW("requests pass uncounted"),
    /// Each gateway counts for itself.
    LOCAL("this gateway counts for itself"),
    /// They are refused.
    REFUSE("requests are refused");

    private final String text;

    WhenRedisDown(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  public LimitSettings {
    redisUrl = blankToNull(redisUrl);
    key = blankToNull(key);
  }

  /// On a question and not on the key, because a refused value is printed.
  @AssertTrue(
      message =
          "with AWFAR_GATEWAY_REDIS_URL, AWFAR_GATEWAY_LIMIT_KEY must be set to at least 32 signs,"
              + " the same for all gateways")
  boolean isKeyThereForRedis() {
    return redisUrl == null || (key != null && key.length() >= KEY_LENGTH_MIN);
  }

  @Override
  public String toString() {
    return "LimitSettings[enabled: %s, api: %s, sends: %s]".formatted(enabled, api, sends);
  }

  private static @Nullable String blankToNull(@Nullable String value) {
    return value == null || value.isBlank() ? null : value;
  }
}
