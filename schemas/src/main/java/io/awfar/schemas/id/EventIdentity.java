package io.awfar.schemas.id;

import java.util.Locale;
import java.util.UUID;

/// The identity of an event: two deliveries with the same identity are one event.
///
/// A component that holds the separator is escaped and an identity beyond `CHARS_MAX` is replaced
/// by its hash, so that no two different events share an identity and no sender decides how much
/// memory one takes.
public final class EventIdentity {

  /// Longest identity, characters. WhatsApp's ids are far shorter: a wamid has about 60, a user id
  /// at most 131.
  public static final int CHARS_MAX = 512;

  /// Of a channel event with its time.
  private static final int CHANNEL_EVENT_COMPONENTS = 5;

  private EventIdentity() {}

  /// Identity of a message: `m|channel|wamid`.
  public static String message(String channelId, String waMessageId) {
    return bounded("m|" + component(channelId) + '|' + component(waMessageId));
  }

  /// Identity of what a history has in place of a file: `m|channel|wamid|placeholder`. The file
  /// comes later, as a message of the same id, and must not be taken for its duplicate.
  public static String placeholder(String channelId, String waMessageId) {
    return bounded("m|" + component(channelId) + '|' + component(waMessageId) + "|placeholder");
  }

  /// Identity of a status: `s|channel|wamid|status|recipient`, the status in lower case.
  public static String status(
      String channelId, String waMessageId, String status, String recipient) {
    return bounded(
        "s|"
            + component(channelId)
            + '|'
            + component(waMessageId)
            + '|'
            + component(status.toLowerCase(Locale.ROOT))
            + '|'
            + component(recipient));
  }

  /// Identity of the outcome of one attempt to send: `o|sendId|attempt`.
  public static String sendOutcome(UUID sendId, int attempt) {
    return "o|" + sendId + '|' + attempt;
  }

  /// Identity of a channel event: `c|channel|field|hash|time`, where hash is the hex SHA-256 of its
  /// canonical JSON. The time keeps two of the same content apart, such as a template that is
  /// approved, paused and approved again; without one the identity ends with the hash.
  ///
  /// @param entryTime when WhatsApp triggered it, as written in its webhook, or empty
  public static String channelEvent(
      String channelId, String field, String contentHash, String entryTime) {
    String content = "c|" + component(channelId) + '|' + component(field) + '|' + contentHash;
    return bounded(entryTime.isEmpty() ? content : content + '|' + component(entryTime));
  }

  /// When WhatsApp triggered a channel event, as written in its webhook: the last component of its
  /// identity. Empty if it is not told, or the identity is of another kind or had to be hashed.
  public static String entryTime(String identity) {
    String[] components = identity.split("\\|", -1);
    return components.length == CHANNEL_EVENT_COMPONENTS && components[0].equals("c")
        ? components[CHANNEL_EVENT_COMPONENTS - 1]
        : "";
  }

  private static String component(String value) {
    if (value.indexOf('|') < 0 && value.indexOf('%') < 0) {
      return value;
    }
    return value.replace("%", "%25").replace("|", "%7C");
  }

  private static String bounded(String identity) {
    return identity.length() <= CHARS_MAX ? identity : "h|" + Sha256.hex(identity);
  }
}
