package io.awfar.simulator.send;

import io.awfar.simulator.graph.GraphError;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// A member of a send, with the path that errors name it by: `text['body']`.
final class Member {

  private static final int URL_CHARS_MAX = 2000;

  private final String path;
  private final JsonNode node;

  private Member(String path, JsonNode node) {
    this.path = path;
    this.node = node;
  }

  /// The whole body.
  static Member root(JsonNode body) {
    return new Member("", body);
  }

  String path() {
    return path;
  }

  boolean has(String name) {
    return node.hasNonNull(name);
  }

  Member required(String name) throws GraphError {
    if (!has(name)) {
      throw GraphError.member("The parameter " + child(name) + " is required.");
    }
    return new Member(child(name), node.get(name));
  }

  Optional<Member> optional(String name) {
    return has(name) ? Optional.of(new Member(child(name), node.get(name))) : Optional.empty();
  }

  /// The member, which must be an object.
  Member object(String name) throws GraphError {
    Member member = required(name);
    if (!member.node.isObject()) {
      throw GraphError.member("Param " + member.path + " must be a JSON object.");
    }
    return member;
  }

  /// The elements of a list of objects, as many as there are.
  List<Member> list(String name) throws GraphError {
    Member member = required(name);
    if (!member.node.isArray()) {
      throw GraphError.member("Param " + member.path + " must be an array.");
    }
    List<Member> items = new ArrayList<>();
    for (JsonNode item : member.node) {
      String itemPath = member.path + '[' + items.size() + ']';
      if (!item.isObject()) {
        throw GraphError.member("Param " + itemPath + " must be a JSON object.");
      }
      items.add(new Member(itemPath, item));
    }
    return items;
  }

  /// A text that is not empty.
  String text(String name, int charsMax) throws GraphError {
    String text = maybeEmpty(name, charsMax);
    if (text.isBlank()) {
      throw GraphError.member("The parameter " + child(name) + " is required.");
    }
    return text;
  }

  /// A text whose length WhatsApp itself checks, where it knows what the text is for.
  ///
  /// @param what it is called in the error
  /// @throws GraphError 131009 if it is too long or empty
  String measured(String name, String what, int charsMax) throws GraphError {
    String text = maybeEmpty(name, Integer.MAX_VALUE);
    if (text.isBlank() || text.codePointCount(0, text.length()) > charsMax) {
      throw GraphError.ofCode(
          131009, what + " length invalid. Min length: 1, Max length: " + charsMax);
    }
    return text;
  }

  String maybeEmpty(String name, int charsMax) throws GraphError {
    Member member = required(name);
    if (!member.node.isString()) {
      throw GraphError.member("Param " + member.path + " must be a string.");
    }
    String text = member.node.asString();
    if (text.codePointCount(0, text.length()) > charsMax) {
      throw GraphError.member(
          "Param " + member.path + " must be at most " + charsMax + " characters long.");
    }
    return text;
  }

  void optionalText(String name, int charsMax) throws GraphError {
    if (has(name)) {
      String unused = maybeEmpty(name, charsMax);
    }
  }

  void optionalTruth(String name) throws GraphError {
    if (has(name) && !node.get(name).isBoolean()) {
      throw GraphError.member("Param " + child(name) + " must be a boolean.");
    }
  }

  /// A number, or a text of one.
  double number(String name, double bound) throws GraphError {
    JsonNode value = required(name).node;
    double number = Double.NaN;
    if (value.isNumber()) {
      number = value.doubleValue();
    } else if (value.isString() && value.asString().matches("-?\\d{1,3}(\\.\\d{1,20})?")) {
      number = Double.parseDouble(value.asString());
    }
    if (!(Math.abs(number) <= bound)) {
      throw GraphError.member("Param " + child(name) + " must be a valid number.");
    }
    return number;
  }

  String oneOf(String name, Set<String> choices) throws GraphError {
    String value = text(name, 100);
    if (!choices.contains(value)) {
      Set<String> known = new TreeSet<>();
      choices.forEach(choice -> known.add(choice.toUpperCase(Locale.ROOT)));
      throw GraphError.member(
          "Param "
              + child(name)
              + " must be one of {"
              + String.join(", ", known)
              + "} - got \""
              + value
              + "\".");
    }
    return value;
  }

  void url(String name) throws GraphError {
    String text = text(name, URL_CHARS_MAX);
    if (!isWebAddress(text)) {
      throw GraphError.member("Param " + child(name) + " is not a valid URI.");
    }
  }

  /// Refuses members beyond these.
  void only(String... names) throws GraphError {
    Set<String> known = Set.of(names);
    for (String name : node.propertyNames()) {
      if (!known.contains(name)) {
        throw GraphError.member("Unexpected key \"" + name + "\" on param \"" + path + "\".");
      }
    }
  }

  private String child(String name) {
    return path.isEmpty() ? name : path + "['" + name + "']";
  }

  /// Java knows no host with an underscore, WhatsApp does.
  private static boolean isWebAddress(String text) {
    try {
      URI uri = URI.create(text);
      return uri.getRawAuthority() != null
          && ("https".equalsIgnoreCase(uri.getScheme())
              || "http".equalsIgnoreCase(uri.getScheme()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
