package io.awfar.simulator.payload;

import io.awfar.schemas.id.EventIdentity;
import io.awfar.schemas.id.Sha256;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One event and the JSON it travels as, the same bytes at every delivery.
public sealed interface Event {

  /// Its number among all events of a run.
  long ordinal();

  /// The number of the business that it is about.
  PhoneNumber number();

  /// An element of `messages` or `statuses`, or the whole `value` of a channel event.
  String json();

  /// What makes two deliveries the same event.
  String identity();

  /// An inbound message.
  ///
  /// @param sender whose entry travels in `contacts`; null for a system message, which has none
  /// @param alone true if it must have a change of its own: without an id in the message only a
  ///   single contact beside it says who wrote
  record MessageEvent(
      long ordinal,
      PhoneNumber number,
      @Nullable Contact sender,
      boolean alone,
      String wamid,
      String json)
      implements Event {
    @Override
    public String identity() {
      return EventIdentity.message(number.id(), wamid);
    }
  }

  /// A step in the life of a message that the business sent.
  record StatusEvent(
      long ordinal, PhoneNumber number, String wamid, String status, String recipient, String json)
      implements Event {
    @Override
    public String identity() {
      return EventIdentity.status(number.id(), wamid, status, recipient);
    }
  }

  /// Anything else about a number or an account.
  ///
  /// @param field `entry[].changes[].field`
  /// @param ofAccount true if its value names no number
  /// @param wamid of the message that the value hands on, such as an echo, and which then is the
  ///   event; null if it hands on none
  record ChannelEvent(
      long ordinal,
      PhoneNumber number,
      String field,
      boolean ofAccount,
      Instant at,
      @Nullable String wamid,
      String json)
      implements Event {

    @Override
    public String identity() {
      if (wamid != null) {
        return EventIdentity.message(number.id(), wamid);
      }
      return EventIdentity.channelEvent(
          ofAccount ? number.accountId() : number.id(),
          field,
          Sha256.hex(CanonicalJson.of(json)),
          Long.toString(at.getEpochSecond()));
    }
  }
}
