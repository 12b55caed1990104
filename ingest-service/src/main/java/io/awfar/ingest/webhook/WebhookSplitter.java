package io.awfar.ingest.webhook;

import io.awfar.ingest.channel.ChannelOwners;
import io.awfar.ingest.publish.KeyedEvent;
import io.awfar.ingest.webhook.SplitEvents.Origin;
import io.awfar.ingest.webhook.WebhookEnvelope.Change;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;

/// Splits a body into events that each stand alone: nothing in it is dropped, and what is copied is
/// the bytes received.
@Component
final class WebhookSplitter {

  private static final String UNKNOWN = "unknown";

  private final WebhookSettings settings;
  private final ChannelOwners owners;
  private final Clock clock;
  private final WebhookJson json;

  WebhookSplitter(WebhookSettings settings, ChannelOwners owners, Clock clock) {
    this.settings = settings;
    this.owners = owners;
    this.clock = clock;
    this.json =
        new WebhookJson(settings.nestingMax(), Math.toIntExact(settings.bodyBytesMax().toBytes()));
  }

  /// The events of a body, in its order.
  ///
  /// @throws RefusedException if it is not a webhook or beyond the limits, and for no other reason
  List<KeyedEvent> split(byte[] body) {
    if (!Utf8.isValid(body)) {
      throw Refusal.INVALID_JSON.exception();
    }
    try {
      return events(body);
    } catch (StreamConstraintsException e) {
      throw Refusal.TOO_COMPLEX.exception();
    } catch (JacksonException e) {
      throw Refusal.INVALID_JSON.exception();
    }
  }

  private List<KeyedEvent> events(byte[] body) {
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
    return events.all();
  }

  private static void split(Change change, SplitEvents events) {
    MessagesValue value = change.value();
    String account = change.businessAccountId();
    String channelId = value == null ? null : value.phoneNumberId();
    if (channelId == null) {
      channelId = account.isEmpty() ? UNKNOWN : account;
    }
    Origin origin = new Origin(channelId, account, change.field());
    boolean split =
        value != null
            && change.field().equals("messages")
            && new ValueSplit(origin, value, events).run();
    if (!split) {
      events.channelEvent(origin, change.json());
    }
  }
}
