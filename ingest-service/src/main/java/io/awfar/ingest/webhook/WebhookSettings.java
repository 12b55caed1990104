package io.awfar.ingest.webhook;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// What the webhook accepts.
///
/// @param appSecrets secrets of the Meta app that signs for the numbers without a secret of their
///   own; more than one while a secret is changed, none if all numbers have their own
/// @param verifyToken what Meta must send in the handshake, besides the tokens of managed numbers;
///   empty for none
/// @param bodyBytesMax largest body; WhatsApp sends 3 MiB at most
/// @param bodyTimeout longest time from a request's headers to the end of its body
/// @param idleTimeout how long a connection may rest; longer than the longest request
/// @param eventsPerRequestMax most parts (events, contacts, chats of a history, unknown members) a
///   body may consist of; WhatsApp sends 1000 updates at most, but a history of 3 MiB has up to
///   20,000 short messages, each of which may be all of its chat
/// @param splitBytesMax most bytes all events of a body may have together, since each repeats the
///   body's metadata
/// @param nestingMax deepest nesting of its JSON
/// @param retryAfter what a sender is told to wait before it tries again
public record WebhookSettings(
    @DefaultValue List<@NotBlank String> appSecrets,
    @DefaultValue("") String verifyToken,
    @DefaultValue("3MB") DataSize bodyBytesMax,
    @DefaultValue("10s") Duration bodyTimeout,
    @DefaultValue("60s") Duration idleTimeout,
    @DefaultValue("50000") @Min(1) @Max(200_000) int eventsPerRequestMax,
    @DefaultValue("16MB") DataSize splitBytesMax,
    @DefaultValue("64") @Min(8) @Max(500) int nestingMax,
    @DefaultValue("5s") Duration retryAfter) {

  public WebhookSettings {
    appSecrets = List.copyOf(appSecrets);
  }

  /// Without the secrets.
  @Override
  public String toString() {
    return "WebhookSettings[%d secrets, bodyBytesMax=%s]"
        .formatted(appSecrets.size(), bodyBytesMax);
  }
}
