package io.awfar.dedup.normalise;

import io.awfar.schemas.id.BoundedId;
import io.awfar.whatsapp.EventKind;
import io.awfar.whatsapp.RawEvent;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Normalises raw events: the same event always gives the same result, and no payload makes it
/// fail.
public final class Normaliser {

  private final RecordSize size;

  /// @param recordBytesMax largest normalised record that may leave, bytes of Avro
  public Normaliser(int recordBytesMax) {
    this.size = new RecordSize(recordBytesMax);
  }

  /// What the event is, in the form of its clean topic.
  public Normalised normalise(RawEvent event) {
    String channelId = BoundedId.of(CleanText.of(event.getChannelId()));
    return switch (event.getKind()) {
      case MESSAGE -> ofObject(event, value -> MessageEvents.normalise(event, channelId, value));
      case STATUS -> ofObject(event, value -> StatusEvents.normalise(event, channelId, value));
      case CHANNEL_EVENT ->
          ofJson(event, value -> ChannelEvents.normalise(event, channelId, value));
      case SEND_OUTCOME ->
          ofObject(event, value -> SendOutcomes.normalise(event, channelId, value));
      case UNKNOWN -> unsupported(event.getKind());
    };
  }

  private Normalised ofObject(RawEvent event, Function<JsonFields, Normalised> reader) {
    return ofJson(
        event,
        value ->
            value instanceof ObjectNode object
                ? reader.apply(new JsonFields(object))
                : new Normalised.Quarantined(
                    Reason.UNEXPECTED_SHAPE, "the payload is not an object"));
  }

  private Normalised ofJson(RawEvent event, Function<JsonNode, Normalised> reader) {
    JsonNode value;
    try {
      value = PayloadJson.read(event.getPayload());
    } catch (JacksonException | NumberFormatException e) {
      // Not its message, which quotes the content.
      return new Normalised.Quarantined(Reason.INVALID_JSON, e.getClass().getSimpleName());
    }
    if (value.isMissingNode()) {
      return new Normalised.Quarantined(Reason.INVALID_JSON, "the payload is empty");
    }
    return size.bounded(reader.apply(value), event);
  }

  private static Normalised unsupported(EventKind kind) {
    return new Normalised.Quarantined(Reason.UNSUPPORTED_KIND, "no normaliser for " + kind);
  }
}
