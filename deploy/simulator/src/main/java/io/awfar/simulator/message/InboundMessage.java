package io.awfar.simulator.message;

import io.awfar.simulator.payload.Contact;
import io.awfar.simulator.payload.Draw;
import io.awfar.simulator.payload.Event.MessageEvent;
import io.awfar.simulator.payload.JsonText;

/// Builds the elements of `messages` that people send to the business.
public final class InboundMessage {

  private static final double ASCII_SHARE = 0.3;
  private static final double ANONYMOUS_SHARE = 0.2;
  private static final double AD_SHARE = 0.03;
  private static final double CONTEXT_SHARE = 0.15;

  private InboundMessage() {}

  /// The message of these facts, of a type drawn by its weight.
  public static MessageEvent event(MessageFacts facts) {
    return event(facts, MessageTypes.draw(facts.draw()));
  }

  /// The message of these facts with this content; what else it has is drawn.
  public static MessageEvent event(MessageFacts facts, MessagePiece wanted) {
    Draw draw = facts.draw();
    MessagePiece piece =
        wanted.needsEarlier() && facts.earlier() == null ? MessageTypes.TEXT : wanted;
    boolean system = piece instanceof SystemMessage;
    // WhatsApp leaves every id of the sender out of some messages of people who hide their number:
    // only the single contact beside the message says who it is.
    boolean anonymous = !system && facts.sender().phone() == null && draw.chance(ANONYMOUS_SHARE);
    String json =
        JsonText.object(
            draw.chance(ASCII_SHARE), message -> write(message, facts, piece, anonymous));
    return event(facts, system, anonymous, json);
  }

  /// The message of these facts with this content and nothing else.
  public static MessageEvent plain(MessageFacts facts, MessagePiece piece) {
    String json =
        JsonText.object(message -> {
          head(message, facts, false);
          message.put("type", piece.type());
          piece.write(message, facts);
        });
    return event(facts, piece instanceof SystemMessage, false, json);
  }

  private static MessageEvent event(
      MessageFacts facts, boolean system, boolean anonymous, String json) {
    return new MessageEvent(
        facts.ordinal(),
        facts.number(),
        system ? null : facts.sender(),
        system || anonymous,
        facts.wamid(),
        json);
  }

  private static void write(
      JsonText message, MessageFacts facts, MessagePiece piece, boolean anonymous) {
    head(message, facts, anonymous);
    context(message, facts, piece);
    message.put("type", piece.type());
    piece.write(message, facts);
  }

  private static void head(JsonText message, MessageFacts facts, boolean anonymous) {
    sender(message, facts.sender(), anonymous);
    message
        .putIfPresent("group_id", facts.groupId())
        .put("id", facts.wamid())
        .put("timestamp", facts.timestamp());
  }

  private static void sender(JsonText message, Contact sender, boolean anonymous) {
    if (sender.phone() != null) {
      message.put("from", sender.phone());
    } else if (sender.username() != null) {
      message.put("from", "");
    }
    if (!anonymous) {
      message
          .putIfPresent("from_user_id", sender.userId())
          .putIfPresent("from_parent_user_id", sender.parentUserId());
    }
  }

  private static void context(JsonText message, MessageFacts facts, MessagePiece piece) {
    Draw draw = facts.draw();
    if (piece == MessageTypes.BUTTON) {
      message.object("context", context -> reply(context, facts));
    } else if (piece == MessageTypes.TEXT && draw.chance(AD_SHARE)) {
      message.object("referral", referral -> Referral.write(referral, draw));
    } else if (!(piece instanceof SystemMessage) && draw.chance(CONTEXT_SHARE)) {
      message.object(
          "context",
          context -> {
            switch (draw.below(4)) {
              case 0 -> context.put("forwarded", true);
              case 1 -> context.put("forwarded", true).put("frequently_forwarded", true);
              case 2 -> {
                reply(context, facts);
                context.object(
                    "referred_product",
                    product ->
                        product
                            .put("catalog_id", draw.digits(15))
                            .put("product_retailer_id", "sku-" + draw.digits(6)));
              }
              default -> reply(context, facts);
            }
          });
    }
  }

  private static void reply(JsonText context, MessageFacts facts) {
    context.put("from", facts.number().display()).put("id", facts.answered());
  }
}
