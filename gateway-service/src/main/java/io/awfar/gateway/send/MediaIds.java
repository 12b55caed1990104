package io.awfar.gateway.send;

import com.fasterxml.jackson.databind.JsonNode;
import io.awfar.schemas.send.SendKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The files of WhatsApp's that a content names.
final class MediaIds {

  private static final List<String> FILES = List.of("image", "video", "document");

  private MediaIds() {}

  /// The ids, each with where it stands.
  static Map<String, String> of(SendKind kind, JsonNode content) {
    Map<String, String> ids = new LinkedHashMap<>();
    String path = kind.typeName();
    switch (kind) {
      case IMAGE, VIDEO, AUDIO, DOCUMENT, STICKER -> add(ids, content, path);
      case INTERACTIVE -> addFiles(ids, content.path("header"), path + ".header");
      case TEMPLATE -> addOfTemplate(ids, content.path("components"), path + ".components");
      case TEXT, LOCATION, CONTACTS, REACTION, READ -> {
        // None.
      }
    }
    return ids;
  }

  private static void addOfTemplate(Map<String, String> ids, JsonNode components, String path) {
    for (int i = 0; i < components.size(); i++) {
      JsonNode parameters = components.path(i).path("parameters");
      for (int j = 0; j < parameters.size(); j++) {
        addFiles(ids, parameters.path(j), path + '[' + i + "].parameters[" + j + ']');
      }
    }
  }

  private static void addFiles(Map<String, String> ids, JsonNode holder, String path) {
    for (String file : FILES) {
      add(ids, holder.path(file), path + '.' + file);
    }
  }

  private static void add(Map<String, String> ids, JsonNode file, String path) {
    JsonNode id = file.path("id");
    if (id.isTextual()) {
      ids.putIfAbsent(id.textValue(), path + ".id");
    }
  }
}
