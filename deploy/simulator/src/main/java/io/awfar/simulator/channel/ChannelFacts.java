package io.awfar.simulator.channel;

import io.awfar.simulator.payload.Contact;
import io.awfar.simulator.payload.Draw;
import io.awfar.simulator.payload.PhoneNumber;
import java.time.Instant;

/// What is settled about a channel event before its kind is drawn.
///
/// @param unique 16 hex digits that no other event of this or another run has
/// @param contact a person of the same chats
/// @param wamid a message that the business wrote to that person
public record ChannelFacts(
    long ordinal,
    PhoneNumber number,
    Instant at,
    String unique,
    Contact contact,
    String wamid,
    Draw draw) {

  String timestamp() {
    return Long.toString(at.getEpochSecond());
  }

  /// The unique digits as a number of 53 bits: what every JSON reader keeps exactly.
  long uniqueNumber() {
    return Long.parseUnsignedLong(unique, 16) >>> 11;
  }
}
