package io.awfar.ingest.webhook;

import io.awfar.ingest.channel.ChannelOwners;
import io.awfar.ingest.webhook.SplitEvents.Origin;
import io.awfar.ingest.webhook.WebhookEnvelope.Change;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;

/// Splits a body into events that each stand alone: nothing in it is dropped, and what is copied is
/// the bytes received.
@Component
final class WebhookSplitter {

  private static final String UNKNOWN = "unknown";

  /// The fields whose changes hold messages.
  private static final Set<String> OF_MESSAGES =
      Set.of("messages", "smb_message_echoes", "history");

  private final WebhookSettings settings;
  private final Clock clock;
  private final WebhookJson json;

  WebhookSplitter(WebhookSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.json =
        new WebhookJson(settings.nestingMax(), Math.toIntExact(settings.bodyBytesMax().toBytes()));
  }

  /// The events of a body, in its order.
  ///
  /// @param owners whose they are
  /// @throws RefusedException if it is not a webhook or beyond the limits, and for no other reason
  Split split(byte[] body, ChannelOwners owners) {
    if (!Utf8.isValid(body)) {
      throw Refusal.INVALID_JSON.exception();
    }
    try {
      return events(body, owners);
    } catch (StreamConstraintsException e) {
      throw Refusal.TOO_COMPLEX.exception();
    } catch (JacksonException e) {
      throw Refusal.INVALID_JSON.exception();
    }
  }

  private Split events(byte[] body, ChannelOwners owners) {
    List<Change> changes;
    try (JsonWalk walk = json.walk(Slice.of(body))) {
      changes = WebhookEnvelope.changes(walk, settings.eventsPerRequestMax());
    }
    SplitEvents events =
        new SplitEvents(
            json,
            owners,
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            settings.eventsPerRequestMax(),
            settings.splitBytesMax().toBytes());
    for (Change change : changes) {
      split(change, events);
    }
    return events.split();
  }

  private static void split(Change change, SplitEvents events) {
    MessagesValue value = change.value();
    String account = change.businessAccountId();
    String channelId = value == null ? null : value.phoneNumberId();
    if (channelId == null) {
      channelId = account.isEmpty() ? UNKNOWN : account;
    }
    Origin origin = new Origin(channelId, account, change.time(), change.field());
    boolean split =
        value != null
            && OF_MESSAGES.contains(change.field())
            && new ValueSplit(origin, value, events).run();
    if (!split) {
      events.channelEvent(origin, change.json());
    }
  }
}
