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

  /// The echo of this.
  public static ChannelEvent echo(ChannelFacts facts, EchoContent content) {
    return event(NumberEvents.echo(content), facts);
  }

  /// A chunk of a number's history, or anything else whose value is written already.
  public static ChannelEvent written(
      ChannelFacts facts, String field, boolean ofAccount, String value) {
    return new ChannelEvent(
        facts.ordinal(), facts.number(), field, ofAccount, facts.at(), null, value);
  }

  private static ChannelEvent event(ChannelPiece piece, ChannelFacts facts) {
    return new ChannelEvent(
        facts.ordinal(),
        facts.number(),
        piece.field(),
        piece.ofAccount(),
        facts.at(),
        piece.handsOnMessage() ? facts.wamid() : null,
        JsonText.object(value -> piece.write(value, facts)));
  }
}
