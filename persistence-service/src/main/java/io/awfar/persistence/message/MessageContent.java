package io.awfar.persistence.message;

import io.awfar.whatsapp.InteractiveReply;
import io.awfar.whatsapp.Location;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.MessageContext;
import io.awfar.whatsapp.Reaction;
import io.awfar.whatsapp.WhatsAppError;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.json.JsonFactory;

/// The column `content`: JSON of all that a message says and that has no column.
///
/// Most messages say nothing of the kind and have no content.
final class MessageContent {

  private static final JsonFactory JSON = new JsonFactory();

  private MessageContent() {}

  static @Nullable String of(Message message) {
    if (isPlain(message)) {
      return null;
    }
    StringWriter text = new StringWriter(256);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      write(json, message.getLocation());
      write(json, message.getReply());
      write(json, message.getReaction());
      write(json, message.getContext());
      write(json, message.getErrors());
      if (isAnimated(message)) {
        json.writeBooleanProperty("animated", true);
      }
      text(json, "historyStatus", message.getHistoryStatus());
      if (message.getContent() != null) {
        json.writeName("received");
        json.writeRawValue(message.getContent());
      }
      json.writeEndObject();
    }
    return text.toString();
  }

  private static boolean isPlain(Message message) {
    return message.getLocation() == null
        && message.getReply() == null
        && message.getReaction() == null
        && message.getContext() == null
        && message.getErrors().isEmpty()
        && message.getContent() == null
        && message.getHistoryStatus() == null
        && !isAnimated(message);
  }

  private static boolean isAnimated(Message message) {
    return message.getMedia() != null && message.getMedia().getAnimated();
  }

  private static void write(JsonGenerator json, @Nullable Location location) {
    if (location == null) {
      return;
    }
    json.writeObjectPropertyStart("location");
    json.writeNumberProperty("latitude", location.getLatitude());
    json.writeNumberProperty("longitude", location.getLongitude());
    text(json, "name", location.getName());
    text(json, "address", location.getAddress());
    text(json, "url", location.getUrl());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, @Nullable InteractiveReply reply) {
    if (reply == null) {
      return;
    }
    json.writeObjectPropertyStart("reply");
    text(json, "kind", reply.getKind());
    text(json, "id", reply.getId());
    text(json, "title", reply.getTitle());
    text(json, "description", reply.getDescription());
    text(json, "responseJson", reply.getResponseJson());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, @Nullable Reaction reaction) {
    if (reaction == null) {
      return;
    }
    json.writeObjectPropertyStart("reaction");
    text(json, "waMessageId", reaction.getWaMessageId());
    text(json, "emoji", reaction.getEmoji());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, @Nullable MessageContext context) {
    if (context == null) {
      return;
    }
    json.writeObjectPropertyStart("context");
    text(json, "waMessageId", context.getWaMessageId());
    text(json, "from", context.getFrom());
    json.writeBooleanProperty("forwarded", context.getForwarded());
    json.writeBooleanProperty("frequentlyForwarded", context.getFrequentlyForwarded());
    text(json, "catalogId", context.getCatalogId());
    text(json, "productId", context.getProductId());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, List<WhatsAppError> errors) {
    if (errors.isEmpty()) {
      return;
    }
    json.writeArrayPropertyStart("errors");
    for (WhatsAppError error : errors) {
      json.writeStartObject();
      json.writeNumberProperty("code", error.getCode());
      text(json, "title", error.getTitle());
      text(json, "message", error.getMessage());
      text(json, "details", error.getDetails());
      text(json, "href", error.getHref());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void text(JsonGenerator json, String name, @Nullable String text) {
    if (text != null) {
      json.writeStringProperty(name, text);
    }
  }
}
