package io.awfar.ingest.request;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

/// WhatsApp's own OpenAPI description as far as it is about messages, without its contradictions.
final class MetaDescription {

  private static final String MESSAGES = "/{Version}/{Phone-Number-ID}/messages";
  private static final int CODE_POINTS_MAX = 16 << 20;

  private final Map<String, Object> all;

  private MetaDescription(Map<String, Object> all) {
    this.all = all;
  }

  static MetaDescription read(Path yaml) throws IOException {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(CODE_POINTS_MAX);
    options.setMaxAliasesForCollections(1000);
    try (Reader text = Files.newBufferedReader(yaml)) {
      return new MetaDescription(new Yaml(new SafeConstructor(options)).load(text));
    }
  }

  /// As JSON, for a mock server to be made of.
  void write(Path json) throws IOException {
    Map<String, Object> schemas = map(map(all, "components"), "schemas");
    // Each kind of message must have the members of all kinds and, as it stands, no other than its
    // own: no message has both.
    for (String kind :
        List.of(
            "Text",
            "Audio",
            "Document",
            "Image",
            "Location",
            "Video",
            "Sticker",
            "Reaction",
            "Interactive",
            "Contacts")) {
      List<?> parts = (List<?>) map(schemas, kind + "Message").get("allOf");
      asMap(parts.get(1)).remove("additionalProperties");
    }
    // Its examples have marks of reading, which are none of its kinds of message.
    Map<String, Object> message = map(schemas, "Message");
    message.remove("discriminator");
    list(message, "oneOf").add(Map.of("$ref", "#/components/schemas/MarkMessageRequestPayload"));
    // Nor has it the user ids of people who hide their number, who are named in another member.
    Map<String, Object> base = map(schemas, "BaseMessageProperties");
    list(base, "required").remove("to");
    map(base, "properties").put("recipient", Map.of("type", "string"));
    base.put(
        "anyOf",
        List.of(Map.of("required", List.of("to")), Map.of("required", List.of("recipient"))));
    // WhatsApp's guides have calls to action, its description does not yet.
    list(map(map(map(schemas, "InteractiveObject"), "properties"), "type"), "enum").add("cta_url");
    list(map(schemas, "ActionObject"), "oneOf")
        .add(
            Map.of(
                "required", List.of("name", "parameters"),
                "properties",
                    Map.of(
                        "name", Map.of("enum", List.of("cta_url")),
                        "parameters",
                            Map.of("type", "object", "required", List.of("display_text", "url")))));

    widenTemplates(schemas);
    widenContacts(schemas);
    widenLists(schemas);
    widenLinks(schemas);

    Map<String, Object> description = new LinkedHashMap<>();
    description.put("openapi", all.get("openapi"));
    description.put("info", Map.of("title", "Messages", "version", "1"));
    description.put("paths", Map.of(MESSAGES, map(all, "paths").get(MESSAGES)));
    description.put("components", all.get("components"));
    Files.write(json, new JsonMapper().writeValueAsBytes(description));
  }

  /// Buttons have the places 0 to 9, by the words of the description and its examples; its pattern
  /// has no 0. And WhatsApp's guides have parts of templates and buttons that it does not have yet.
  private static void widenTemplates(Map<String, Object> schemas) {
    Map<String, Object> component = map(map(schemas, "TemplateComponent"), "properties");
    List<?> button = (List<?>) map(schemas, "ButtonComponent").get("allOf");
    Map<String, Object> ofButton = map(asMap(button.get(1)), "properties");
    for (Map<String, Object> properties : List.of(component, ofButton)) {
      map(properties, "index").put("pattern", "^[0-9]$");
      list(map(properties, "sub_type"), "enum")
          .addAll(
              List.of(
                  "copy_code",
                  "flow",
                  "mpm",
                  "spm",
                  "order_details",
                  "payment_request",
                  "voice_call",
                  "video_call",
                  "phone_number",
                  "request_contact_info"));
    }
    list(map(component, "type"), "enum")
        .addAll(
            List.of(
                "carousel",
                "limited_time_offer",
                "order_status",
                "call_permission_request",
                "tap_target_configuration"));
  }

  /// WhatsApp's guide "Contacts messages" calls phones and the like what people call them: Office,
  /// Mobile; the description has HOME and WORK alone.
  private static void widenContacts(Map<String, Object> schemas) {
    for (String part : List.of("AddressObject", "EmailObject", "PhoneObject", "UrlObject")) {
      map(map(map(schemas, part), "properties"), "type").remove("enum");
    }
  }

  /// WhatsApp's guide "Interactive list messages" has 4096 characters for the body of a list; the
  /// description has 1024 for that of all.
  private static void widenLists(Map<String, Object> schemas) {
    map(map(map(schemas, "BodyObject"), "properties"), "text").put("maxLength", 4096);
    map(schemas, "InteractiveObject")
        .put(
            "anyOf",
            List.of(
                Map.of("properties", Map.of("type", Map.of("enum", List.of("list")))),
                Map.of(
                    "properties",
                    Map.of(
                        "body", Map.of("properties", Map.of("text", Map.of("maxLength", 1024)))))));
  }

  /// The description does not say what a `url` is; the mock server takes it for one whose host has
  /// no underscores and no Punycode.
  private static void widenLinks(Object node) {
    switch (node) {
      case Map<?, ?> object -> {
        Map<String, Object> members = asMap(object);
        if ("url".equals(members.get("format"))) {
          members.put("format", "uri");
        }
        members.values().forEach(MetaDescription::widenLinks);
      }
      case List<?> elements -> elements.forEach(MetaDescription::widenLinks);
      case null, default -> {}
    }
  }

  private static Map<String, Object> map(Map<String, Object> parent, String name) {
    return asMap(parent.get(name));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> asMap(Object node) {
    return (Map<String, Object>) node;
  }

  @SuppressWarnings("unchecked")
  private static List<Object> list(Map<String, Object> parent, String name) {
    return (List<Object>) parent.get(name);
  }
}
