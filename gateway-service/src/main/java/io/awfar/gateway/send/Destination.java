package io.awfar.gateway.send;

import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import io.awfar.schemas.id.ChatKey;
import io.awfar.schemas.send.Recipient;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where a message goes.
///
/// @param waChatId name of the chat, by which its sends stay in order
/// @param names what the person is called in what WhatsApp sends us; of a group its id
/// @param chat what is known of the chat, null if there is none yet
record Destination(
    String channelId,
    Recipient recipient,
    String waChatId,
    List<String> names,
    @Nullable KnownChat chat) {

  /// A row of `chats`, with its contact.
  record KnownChat(
      UUID id,
      String channelId,
      String waChatId,
      @Nullable String groupId,
      @Nullable Instant windowExpiresAt,
      @Nullable String phone,
      @Nullable String userId,
      @Nullable String waId) {

    /// The contact's names, the one first that every kind of message may be sent to.
    List<String> names() {
      Set<String> names = new LinkedHashSet<>();
      add(names, phone);
      add(names, userId);
      add(names, waId);
      add(names, waChatId.substring(waChatId.indexOf('|') + 1));
      return List.copyOf(names);
    }

    private static void add(Set<String> names, @Nullable String name) {
      if (name != null) {
        names.add(name);
      }
    }
  }

  /// Where an answer in a chat goes.
  ///
  /// @throws RefusedException if no name of its contact is one that WhatsApp takes
  static Destination of(KnownChat chat) {
    String group = chat.groupId();
    Recipient recipient = group == null ? person(chat) : Recipient.group(group);
    if (recipient == null) {
      throw new RefusedException(ErrorCode.INVALID_RECIPIENT);
    }
    return new Destination(
        chat.channelId(),
        recipient,
        chat.waChatId(),
        group == null ? chat.names() : List.of(group),
        chat);
  }

  private static @Nullable Recipient person(KnownChat chat) {
    for (String name : chat.names()) {
      Recipient person = Recipient.person(name);
      if (person != null) {
        return person;
      }
    }
    return null;
  }

  /// Keys of all topics under which something of the chat may come in.
  Set<String> keys() {
    return Stream.concat(
            Stream.of(waChatId), names.stream().map(name -> ChatKey.of(channelId, name)))
        .collect(Collectors.toUnmodifiableSet());
  }
}
