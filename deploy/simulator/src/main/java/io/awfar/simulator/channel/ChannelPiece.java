package io.awfar.simulator.channel;

import io.awfar.simulator.payload.JsonText;
import java.util.function.BiConsumer;

/// One kind of channel event.
///
/// @param field `entry[].changes[].field`
/// @param ofAccount true if its value names no number, as WhatsApp does for accounts and templates
/// @param handsOnMessage true if its value hands on [ChannelFacts#wamid], which then is the event
/// @param members writes the members of `value`; something in them must be unique, for a channel
///   event is known by its content alone
record ChannelPiece(
    String field,
    boolean ofAccount,
    boolean handsOnMessage,
    BiConsumer<JsonText, ChannelFacts> members) {

  static ChannelPiece ofAccount(String field, BiConsumer<JsonText, ChannelFacts> members) {
    return new ChannelPiece(field, true, false, members);
  }

  static ChannelPiece ofNumber(String field, BiConsumer<JsonText, ChannelFacts> members) {
    return new ChannelPiece(field, false, false, members);
  }

  static ChannelPiece ofMessage(String field, BiConsumer<JsonText, ChannelFacts> members) {
    return new ChannelPiece(field, false, true, members);
  }

  void write(JsonText value, ChannelFacts facts) {
    if (!ofAccount) {
      facts.number().writeTo(value);
    }
    members.accept(value, facts);
  }
}
