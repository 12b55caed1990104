package io.awfar.simulator.channel;

import io.awfar.simulator.payload.Event.ChannelEvent;
import io.awfar.simulator.payload.JsonText;
import java.util.List;
import java.util.stream.Stream;

/// Builds the `value` of every field other than `messages`.
public final class ChannelEvents {

  private static final List<ChannelPiece> KINDS =
      Stream.of(TemplateEvents.KINDS, AccountEvents.KINDS, NumberEvents.KINDS)
          .flatMap(List::stream)
          .toList();

  private ChannelEvents() {}

  /// An event of any kind.
  public static ChannelEvent event(ChannelFacts facts) {
    return event(facts.draw().pick(KINDS), facts);
  }

  /// The echo of a message that the business wrote in the WhatsApp Business app.
  public static ChannelEvent echo(ChannelFacts facts) {
    return event(NumberEvents.ECHO, facts);
  }

  private static ChannelEvent event(ChannelPiece piece, ChannelFacts facts) {
    return new ChannelEvent(
        facts.ordinal(),
        facts.number(),
        piece.field(),
        piece.ofAccount(),
        facts.at(),
        JsonText.object(value -> piece.write(value, facts)));
  }
}
