package io.awfar.gateway;

import io.awfar.gateway.auth.AccountSettings;
import io.awfar.gateway.channel.ChannelSettings;
import io.awfar.gateway.idempotency.IdempotencySettings;
import io.awfar.gateway.limit.LimitSettings;
import io.awfar.gateway.live.LiveSettings;
import io.awfar.gateway.media.MediaSettings;
import io.awfar.gateway.message.SearchSettings;
import io.awfar.gateway.reader.ReaderSettings;
import io.awfar.gateway.send.SendSettings;
import io.awfar.gateway.team.TeamSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// Everything an operator can set of the gateway's own; addresses and pools are Spring's settings.
///
/// @param clientOrigins origins of browsers that may call the API; none by default
/// @param jwtKey private RSA key (JWK, or a JWK set whose first key signs); empty: kept in the
///   database
/// @param tokenValidity how long a sign-in lasts
/// @param bodySizeMax largest request body
/// @param requestTimeout how long a request may take to arrive
/// @param answerTimeout how long a caller may take nothing of an answer
/// @param proxies trusted proxies between the callers and the gateway
/// @param passwordThreadsMax threads that compute bcrypt, each a full core while it does
/// @param passwordsWaitingMax sign-ins that may wait for such a thread before the answer is 503
/// @param accounts how people get accounts, and how fast these end
/// @param channels numbers that are managed at run time
/// @param sends messages that agents send
/// @param media files, which media-service keeps
/// @param live clients that are told what happens
/// @param teams what teams do with chats
/// @param idempotency requests that are known by their key
/// @param limits how much it takes on
/// @param reader how the database is read
/// @param search how much a search may look at
/// @param bootstrap the first user
@ConfigurationProperties("awfar.gateway")
@Validated
public record GatewaySettings(
    @DefaultValue List<String> clientOrigins,
    @Nullable String jwtKey,
    @DefaultValue("7d") @DurationMin(minutes = 1) @DurationMax(days = 31) Duration tokenValidity,
    @DefaultValue("64KB") @NotNull DataSize bodySizeMax,
    @DefaultValue("30s") @DurationMin(seconds = 1) @DurationMax(minutes = 10)
        Duration requestTimeout,
    @DefaultValue("30s") @DurationMin(seconds = 1) @DurationMax(minutes = 10)
        Duration answerTimeout,
    @DefaultValue("0") @Min(0) @Max(8) int proxies,
    @DefaultValue("2") @Min(1) @Max(64) int passwordThreadsMax,
    @DefaultValue("50") @Min(1) @Max(10_000) int passwordsWaitingMax,
    @DefaultValue @Valid AccountSettings accounts,
    @DefaultValue @Valid ChannelSettings channels,
    @DefaultValue @Valid SendSettings sends,
    @DefaultValue @Valid MediaSettings media,
    @DefaultValue @Valid LiveSettings live,
    @DefaultValue @Valid TeamSettings teams,
    @DefaultValue @Valid IdempotencySettings idempotency,
    @DefaultValue @Valid LimitSettings limits,
    @DefaultValue @Valid ReaderSettings reader,
    @DefaultValue @Valid SearchSettings search,
    @DefaultValue @Valid Bootstrap bootstrap) {

  private static final DataSize BODY_SIZE_MAX = DataSize.ofMegabytes(4);

  public GatewaySettings {
    jwtKey = blankToNull(jwtKey);
    clientOrigins = clientOrigins.stream().map(String::strip).filter(o -> !o.isEmpty()).toList();
  }

  @AssertTrue(message = "each must be an origin like https://agents.example.com, without a path")
  boolean isClientOriginsWellFormed() {
    return clientOrigins.stream().allMatch(o -> o.matches("https?://[A-Za-z0-9.-]+(:\\d{1,5})?"));
  }

  @AssertTrue(message = "the largest body must have between 1KB and 4MB")
  boolean isBodySizeBounded() {
    return bodySizeMax.toKilobytes() >= 1 && bodySizeMax.toBytes() <= BODY_SIZE_MAX.toBytes();
  }

  /// The user that exists after the first start, so that somebody can sign in.
  ///
  /// The constraints stand on questions and not on the password, because a refused value is
  /// printed.
  public record Bootstrap(
      @Nullable String email,
      @Nullable String password,
      @DefaultValue("Administrator") String name,
      @DefaultValue("00000000-0000-4000-8000-000000000001") UUID workspaceId) {

    public Bootstrap {
      email = blankToNull(email);
      password = blankToNull(password);
    }

    @AssertTrue(message = "set both email and password of the bootstrap user, or neither")
    boolean isComplete() {
      return (email == null) == (password == null);
    }

    @AssertTrue(message = "the bootstrap user's password must have 8 to 72 bytes")
    boolean isPasswordBounded() {
      return password == null || bounded(password.getBytes(StandardCharsets.UTF_8).length);
    }

    private static boolean bounded(int bytes) {
      return bytes >= 8 && bytes <= 72;
    }

    @Override
    public String toString() {
      return "Bootstrap[email set: %s, workspaceId: %s]".formatted(email != null, workspaceId);
    }
  }

  @Override
  public String toString() {
    return "GatewaySettings[tokenValidity: %s, %s]".formatted(tokenValidity, bootstrap);
  }

  private static @Nullable String blankToNull(@Nullable String value) {
    return value == null || value.isBlank() ? null : value;
  }
}
