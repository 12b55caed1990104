package io.awfar.simulator.traffic;

import io.awfar.simulator.channel.ChannelEvents;
import io.awfar.simulator.channel.ChannelFacts;
import io.awfar.simulator.message.InboundMessage;
import io.awfar.simulator.message.MessageFacts;
import io.awfar.simulator.message.MessagePiece;
import io.awfar.simulator.payload.Contact;
import io.awfar.simulator.payload.Draw;
import io.awfar.simulator.payload.Event;
import io.awfar.simulator.payload.StatusUpdate;
import io.awfar.simulator.payload.Wamid;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Computes any event of a run from its ordinal, the same bytes each time.
public final class EventGenerator {

  private static final long EVENT_SALT = 3;
  private static final long STEPS_SALT = 4;
  private static final double CALLBACK_SHARE = 0.3;
  private static final double ECHO_SHARE = 0.4;
  // Far enough back that no status is from the future.
  private static final Duration SENT_BEFORE = Duration.ofMinutes(2);
  private static final List<Integer> FAILURES = List.of(131026, 131047, 131049, 131053, 131000);

  private final TrafficSettings settings;

  /// A generator of this traffic.
  public EventGenerator(TrafficSettings settings) {
    this.settings = settings;
  }

  /// The event with this ordinal.
  public Event event(long ordinal) {
    Episode episode = Episode.of(settings, ordinal);
    Draw draw = Draw.of(settings.seed(), EVENT_SALT, ordinal);
    int position = episode.position(ordinal);
    if (position < Episode.MESSAGES) {
      return message(ordinal, episode, position, draw);
    }
    if (position < Episode.EVENTS - 1) {
      return status(ordinal, episode, position - Episode.MESSAGES, draw);
    }
    return channelEvent(ordinal, episode, draw);
  }

  private Event message(long ordinal, Episode episode, int position, Draw draw) {
    Contact sender = episode.sender(position);
    int earlier = episode.earlier(position);
    int answered = episode.person(position);
    Optional<MessagePiece> told = episode.piece(position);
    String group = group(draw);
    MessageFacts facts =
        new MessageFacts(
            ordinal,
            episode.number(),
            sender,
            wamid(ordinal, sender),
            settings.at(ordinal),
            earlier < 0 ? null : wamid(episode.ordinal(earlier), episode.sender(earlier)),
            wamid(episode.sendOrdinal(answered), episode.recipient(answered)),
            // A story is told in one chat.
            told.isPresent() ? null : group,
            settings.mediaBytes(),
            draw);
    return told.map(piece -> InboundMessage.event(facts, piece))
        .orElseGet(() -> InboundMessage.event(facts));
  }

  private Event status(long ordinal, Episode episode, int slot, Draw draw) {
    int send = slot / Episode.STATUSES_PER_SEND;
    long sendOrdinal = episode.sendOrdinal(send);
    // All statuses of a message see the same draw, so that together they are one story.
    Draw story = Draw.of(settings.seed(), STEPS_SALT, sendOrdinal);
    String callbackData = story.chance(CALLBACK_SHARE) ? "campaign-" + story.hex() : null;
    String groupId = group(story);
    int errorCode = story.pick(FAILURES);
    StatusSteps.Step step = StatusSteps.draw(story, slot % Episode.STATUSES_PER_SEND);
    Contact recipient = episode.recipient(send);
    return new StatusUpdate(
            ordinal,
            episode.number(),
            wamid(sendOrdinal + step.message(), recipient),
            step.status(),
            settings.at(sendOrdinal).minus(SENT_BEFORE).plusSeconds(step.secondsAfter()),
            recipient,
            draw,
            errorCode,
            callbackData,
            groupId)
        .event();
  }

  private Event channelEvent(long ordinal, Episode episode, Draw draw) {
    Contact contact = episode.recipient(0);
    ChannelFacts facts =
        new ChannelFacts(
            ordinal,
            episode.number(),
            settings.at(ordinal),
            Draw.of(settings.seed(), ordinal).hex(),
            contact,
            wamid(episode.sendOrdinal(0), contact),
            draw);
    return draw.chance(ECHO_SHARE) ? ChannelEvents.echo(facts) : ChannelEvents.event(facts);
  }

  private @Nullable String group(Draw draw) {
    return draw.chance(settings.groupMessages()) ? "group-" + draw.below(50) : null;
  }

  private String wamid(long ordinal, Contact peer) {
    return Wamid.of(settings.seed(), ordinal, peer.id());
  }
}
