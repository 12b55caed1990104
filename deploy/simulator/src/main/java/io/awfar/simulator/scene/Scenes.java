package io.awfar.simulator.scene;

import io.awfar.simulator.channel.ChannelEvents;
import io.awfar.simulator.channel.ChannelFacts;
import io.awfar.simulator.channel.EchoContent;
import io.awfar.simulator.channel.HistoryChunks;
import io.awfar.simulator.channel.TemplateChange;
import io.awfar.simulator.message.InboundMessage;
import io.awfar.simulator.message.MessageFacts;
import io.awfar.simulator.message.MessagePiece;
import io.awfar.simulator.message.Said;
import io.awfar.simulator.payload.Contact;
import io.awfar.simulator.payload.Draw;
import io.awfar.simulator.payload.FollowUpOrdinals;
import io.awfar.simulator.payload.FollowUps;
import io.awfar.simulator.payload.PhoneNumber;
import io.awfar.simulator.payload.Wamid;
import io.awfar.simulator.template.Template;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes events on demand. They are signed, retried and counted in the ledger like all others.
public final class Scenes {

  private static final int MEDIA_BYTES = 1024;

  private final long seed;
  private final Cast cast;
  private final Clock clock;
  private final FollowUpOrdinals ordinals;
  private final FollowUps followUps;

  /// Events of this run.
  public Scenes(long seed, Cast cast, Clock clock, FollowUpOrdinals ordinals, FollowUps followUps) {
    this.seed = seed;
    this.cast = cast;
    this.clock = clock;
    this.ordinals = ordinals;
    this.followUps = followUps;
  }

  /// Someone writes a text.
  ///
  /// @param number phone number id of the business
  /// @param person phone number or user id
  /// @return the message's id
  /// @throws IllegalArgumentException if there is no such number, or the person has no such id
  public String text(String number, String person, String body) {
    return say(number, person, null, "", Said.text(body));
  }

  /// Someone edits their message.
  ///
  /// @return the id of the edit, not of the message
  public String edit(String number, String person, String messageId, String body) {
    return say(number, person, messageId, "", Said.edit(body));
  }

  /// Someone withdraws their message.
  public String revoke(String number, String person, String messageId) {
    return say(number, person, messageId, "", Said.revoke());
  }

  /// Someone puts an emoji on a message, or takes it off with an empty one.
  public String react(String number, String person, String messageId, String emoji) {
    return say(number, person, null, messageId, Said.reaction(emoji));
  }

  /// Someone has a new number and, if they had a user id, possibly a new one of those.
  ///
  /// @param newUserId null if there is none
  public String changedNumber(
      String number, String person, String newPhone, @Nullable String newUserId) {
    Contact before = cast.person(person);
    Contact after = new Contact(newPhone, newUserId, null, before.username(), before.name());
    return say(number, person, null, "", Said.moved(after));
  }

  /// Someone has a new user id.
  public String changedUserId(String number, String person, String newUserId) {
    Contact before = cast.person(person);
    Contact after = new Contact(before.phone(), newUserId, null, before.username(), before.name());
    return say(number, person, null, "", Said.moved(after));
  }

  /// The business writes, edits or withdraws in the WhatsApp Business app.
  ///
  /// @return the id of the echo
  public String echo(String number, String person, EchoContent content) {
    ChannelFacts facts = facts(cast.number(number), cast.person(person));
    followUps.deliver(ChannelEvents.echo(facts, content), false, Duration.ZERO);
    return facts.wamid();
  }

  /// The number's history comes in, last chunk first.
  ///
  /// @param messages how many, up to `HistoryChunks.MESSAGES_MAX`
  /// @param perChunk how many in a webhook, unless it would have more than 3 MB
  /// @return the number of webhooks
  public int history(String number, int messages, int perChunk) {
    if (messages < 1 || messages > HistoryChunks.MESSAGES_MAX || perChunk < 1) {
      throw new IllegalArgumentException(
          "a history has 1 to " + HistoryChunks.MESSAGES_MAX + " messages, 1 or more in a chunk");
    }
    PhoneNumber of = cast.number(number);
    ChannelFacts first = facts(of, cast.anyone(Draw.of(seed)));
    List<String> values =
        new HistoryChunks(of, cast.people(), clock.instant(), first.unique(), first.draw())
            .values(messages, perChunk);
    for (int i = values.size() - 1; i >= 0; i--) {
      ChannelFacts facts = facts(of, first.contact());
      followUps.deliver(
          ChannelEvents.written(facts, "history", false, values.get(i)), false, Duration.ZERO);
    }
    return values.size();
  }

  /// WhatsApp reports where a template stands.
  public void templateStatus(String accountId, Template template) {
    ChannelFacts facts = facts(cast.numberOf(accountId), cast.anyone(Draw.of(seed)));
    TemplateChange change =
        new TemplateChange(
            template.id(accountId),
            template.name(),
            template.language(),
            template.category(),
            template.status().name(),
            facts.unique());
    followUps.deliver(
        ChannelEvents.written(facts, "message_template_status_update", true, change.json()),
        false,
        Duration.ZERO);
  }

  private String say(
      String number, String person, @Nullable String earlier, String answered, MessagePiece piece) {
    Contact sender = cast.person(person);
    long ordinal = ordinals.take(1);
    MessageFacts facts =
        new MessageFacts(
            ordinal,
            cast.number(number),
            sender,
            Wamid.of(seed, ordinal, sender.id()),
            clock.instant(),
            earlier,
            answered,
            null,
            MEDIA_BYTES,
            Draw.of(seed, ordinal));
    followUps.deliver(InboundMessage.plain(facts, piece), false, Duration.ZERO);
    return facts.wamid();
  }

  private ChannelFacts facts(PhoneNumber number, Contact contact) {
    long ordinal = ordinals.take(1);
    Draw draw = Draw.of(seed, ordinal);
    return new ChannelFacts(
        ordinal,
        number,
        clock.instant(),
        draw.hex(),
        contact,
        Wamid.of(seed, ordinal, contact.id()),
        draw);
  }
}
