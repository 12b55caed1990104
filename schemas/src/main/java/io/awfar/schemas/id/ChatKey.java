package io.awfar.schemas.id;

/// The Kafka key of everything that belongs to one chat: `<channelId>|<contact>`.
///
/// The contact is the business-scoped user id if there is one, else the phone id, else the group
/// id. An event without any contact is keyed by the channel alone.
public final class ChatKey {

  /// Longest contact kept as it is, characters; a longer one is replaced by its hash.
  public static final int CONTACT_CHARS_MAX = 256;

  private ChatKey() {}

  /// The key of a chat.
  public static String of(String channelId, String contact) {
    String bounded = contact.length() <= CONTACT_CHARS_MAX ? contact : "h:" + Sha256.hex(contact);
    return channelId + '|' + bounded;
  }

  /// The key of what concerns the channel as a whole.
  public static String ofChannel(String channelId) {
    return channelId;
  }
}
