package io.awfar.ingest.webhook;

import io.awfar.ingest.channel.ChannelOwners;
import io.awfar.ingest.channel.Ownership;
import io.awfar.ingest.publish.KeyedEvent;
import io.awfar.schemas.id.ChatKey;
import io.awfar.schemas.id.EventIdentity;
import io.awfar.whatsapp.EventKind;
import io.awfar.whatsapp.RawEvent;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The events of one body, as many and as large together as its limits allow.
final class SplitEvents {

  /// What a history has in place of a file; the file comes later under the same id.
  private static final String PLACEHOLDER = "media_placeholder";

  /// What a record needs besides payload, key and identity.
  private static final int OVERHEAD_BYTES = 64;

  private final List<KeyedEvent> events = new ArrayList<>();
  private final WebhookJson json;
  private final ChannelOwners owners;
  private final Instant receivedAt;
  private int eventsLeft;
  private long bytesLeft;
  private @Nullable Refusal untaken;

  /// Where a change comes from.
  ///
  /// @param time of its entry as it is written, or empty
  record Origin(String channelId, String businessAccountId, String time, String field) {}

  SplitEvents(
      WebhookJson json, ChannelOwners owners, Instant receivedAt, int eventsMax, long bytesMax) {
    this.json = json;
    this.owners = owners;
    this.receivedAt = receivedAt;
    this.eventsLeft = eventsMax;
    this.bytesLeft = bytesMax;
  }

  Split split() {
    return new Split(events, untaken);
  }

  void message(Origin origin, Element message, @Nullable String contact, Payload payload) {
    byte[] bytes = take(payload);
    String id = message.text("id");
    String identity =
        id == null
            ? contentIdentity(origin, "messages", message.json())
            : PLACEHOLDER.equals(message.text("type"))
                ? EventIdentity.placeholder(origin.channelId(), id)
                : EventIdentity.message(origin.channelId(), id);
    add(EventKind.MESSAGE, origin, key(origin, contact), identity, bytes);
  }

  void status(Origin origin, Element status, @Nullable String contact, Payload payload) {
    String id = status.text("id");
    String state = status.text("status");
    // A message to a group has one status for each participant, all with the group as recipient.
    String recipient =
        status.text(
            "recipient_participant_user_id",
            "recipient_participant_id",
            "recipient_user_id",
            "recipient_id",
            "group_id");
    byte[] bytes = take(payload);
    String identity =
        id == null || state == null
            ? contentIdentity(origin, "statuses", status.json())
            : EventIdentity.status(
                origin.channelId(), id, state, recipient == null ? "" : recipient);
    add(EventKind.STATUS, origin, key(origin, contact), identity, bytes);
  }

  void error(Origin origin, Slice error, Payload payload) {
    byte[] bytes = take(payload);
    channelEvent(origin, contentIdentity(origin, "errors", error), bytes);
  }

  /// An event of a change as a whole, or of what is left of it.
  void channelEvent(Origin origin, Payload payload) {
    byte[] bytes = take(payload);
    channelEvent(origin, contentIdentity(origin, bytes), bytes);
  }

  /// An event that is a whole `value` as received.
  void channelEvent(Origin origin, Slice value) {
    takeBytes(value.length());
    byte[] bytes = value.copy();
    channelEvent(origin, contentIdentity(origin, bytes), bytes);
  }

  private void channelEvent(Origin origin, String identity, byte[] payload) {
    String key = ChatKey.ofChannel(origin.channelId());
    add(EventKind.CHANNEL_EVENT, origin, key, identity, payload);
  }

  private static String key(Origin origin, @Nullable String contact) {
    return contact == null
        ? ChatKey.ofChannel(origin.channelId())
        : ChatKey.of(origin.channelId(), contact);
  }

  /// Of an element by itself: hashing the metadata with each would multiply the work.
  private String contentIdentity(Origin origin, String list, Slice element) {
    return contentIdentity(
        origin, new Payload().array(Payload.name(list), List.of(element)).join());
  }

  private String contentIdentity(Origin origin, byte[] content) {
    try (JsonWalk walk = json.walk(Slice.of(content))) {
      return EventIdentity.channelEvent(
          origin.channelId(), origin.field(), CanonicalJson.hash(walk), origin.time());
    }
  }

  private byte[] take(Payload payload) {
    takeBytes(payload.length());
    return payload.join();
  }

  private void takeBytes(int payloadBytes) {
    if (eventsLeft == 0) {
      throw Refusal.TOO_MANY_EVENTS.exception();
    }
    eventsLeft--;
    bytesLeft -= payloadBytes + OVERHEAD_BYTES;
    if (bytesLeft < 0) {
      throw Refusal.SPLIT_TOO_LARGE.exception();
    }
  }

  private void add(EventKind kind, Origin origin, String key, String identity, byte[] payload) {
    bytesLeft -= key.length() + identity.length() + origin.field().length();
    UUID owner = ownerOf(origin);
    if (owner == null) {
      return;
    }
    RawEvent event =
        RawEvent.newBuilder()
            .setIdentity(identity)
            .setKind(kind)
            .setOwnerId(owner)
            .setChannelId(origin.channelId())
            .setBusinessAccountId(origin.businessAccountId())
            .setField(origin.field())
            .setReceivedAt(receivedAt)
            .setPayload(ByteBuffer.wrap(payload))
            .build();
    events.add(new KeyedEvent(key, event));
  }

  /// Null if the event cannot be taken in. Those of other numbers are all the same: WhatsApp sends
  /// the body again as it is, and an account may have numbers that nobody will ever manage.
  private @Nullable UUID ownerOf(Origin origin) {
    return switch (owners.ownerOf(origin.channelId(), origin.businessAccountId())) {
      case Ownership.Workspace workspace -> workspace.id();
      case Ownership.Foreign _ -> leave(Refusal.FOREIGN_CHANNEL);
      case Ownership.Unusable _ -> leave(Refusal.CHANNEL_UNUSABLE);
    };
  }

  private @Nullable UUID leave(Refusal why) {
    untaken = why;
    return null;
  }
}
