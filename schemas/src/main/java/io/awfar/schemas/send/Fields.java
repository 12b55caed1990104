package io.awfar.schemas.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.awfar.schemas.send.Flaw.Code;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An object within a content. What WhatsApp would not take is noted as a flaw, and reading goes on
/// with something harmless.
final class Fields {

  private static final int URL_CHARS_MAX = 2048;

  /// Far finer than any place; an exponent must not become a text of gigabytes.
  private static final int DECIMALS_MAX = 32;

  private final ObjectNode object;
  private final String path;
  private final Flaws flaws;

  Fields(ObjectNode object, String path, Flaws flaws) {
    this.object = object;
    this.path = path;
    this.flaws = flaws;
  }

  ObjectNode object() {
    return object;
  }

  boolean has(String name) {
    return object.has(name);
  }

  /// A text that must be there and not be blank.
  ///
  /// @param charsMax longest, in Unicode characters
  String text(String name, int charsMax) {
    if (!has(name)) {
      flaw(Code.MISSING, name, "is missing");
      return "";
    }
    String text = optionalText(name, charsMax);
    if (text.isBlank()) {
      flaw(Code.MISSING, name, "is empty");
    }
    return text;
  }

  /// A text that may be missing or empty.
  String optionalText(String name, int charsMax) {
    if (!has(name)) {
      return "";
    }
    JsonNode value = object.path(name);
    if (!value.isTextual()) {
      flaw(Code.INVALID_VALUE, name, "is not a text");
      return "";
    }
    String text = value.textValue();
    if (text.codePointCount(0, text.length()) > charsMax) {
      flaw(Code.TOO_LONG, name, "has more than " + charsMax + " characters");
    }
    return text;
  }

  /// One of these texts.
  String choice(String name, List<String> allowed) {
    String text = text(name, URL_CHARS_MAX);
    if (!allowed.contains(text)) {
      flaw(Code.INVALID_VALUE, name, "is none of " + allowed);
    }
    return text;
  }

  void optionalFlag(String name) {
    if (has(name) && !object.path(name).isBoolean()) {
      flaw(Code.INVALID_VALUE, name, "is neither true nor false");
    }
  }

  /// An address on the web.
  void url(String name) {
    String text = text(name, URL_CHARS_MAX);
    if (!text.isEmpty() && !isWebAddress(text)) {
      flaw(Code.INVALID_VALUE, name, "is not an http or https address");
    }
  }

  /// A number, or a text that is one, between these bounds.
  ///
  /// @return its digits, as WhatsApp's description wants them
  String degrees(String name, int max) {
    JsonNode value = object.path(name);
    if (value.isMissingNode()) {
      flaw(Code.MISSING, name, "is missing");
      return "";
    }
    try {
      BigDecimal number =
          value.isNumber() ? value.decimalValue() : new BigDecimal(value.asText(""));
      if (number.scale() <= DECIMALS_MAX && number.abs().compareTo(BigDecimal.valueOf(max)) <= 0) {
        return number.toPlainString();
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    flaw(Code.INVALID_VALUE, name, "is not a number of degrees up to " + max);
    return "";
  }

  /// An object that must be there.
  Fields object(String name) {
    Fields found = optionalObject(name);
    if (found == null) {
      flaw(Code.MISSING, name, "is missing");
      return new Fields(object.objectNode(), at(name), flaws);
    }
    return found;
  }

  @Nullable Fields optionalObject(String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (value instanceof ObjectNode found) {
      return new Fields(found, at(name), flaws);
    }
    flaw(Code.INVALID_VALUE, name, "is not an object");
    return null;
  }

  /// The objects of an array, none if it is not there.
  List<Fields> objects(String name, int elementsMax) {
    return has(name) ? elements(object.path(name), at(name), elementsMax, flaws) : List.of();
  }

  static List<Fields> elements(JsonNode array, String path, int elementsMax, Flaws flaws) {
    if (!array.isArray()) {
      flaws.add(Code.INVALID_VALUE, path, "is not an array");
      return List.of();
    }
    if (array.size() > elementsMax) {
      flaws.add(Code.TOO_MANY, path, "has more than " + elementsMax + " elements");
      return List.of();
    }
    List<Fields> found = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      if (array.get(i) instanceof ObjectNode element) {
        found.add(new Fields(element, path + '[' + i + ']', flaws));
      } else {
        flaws.add(Code.INVALID_VALUE, path + '[' + i + ']', "is not an object");
      }
    }
    return found;
  }

  void flaw(Code code, String name, String what) {
    flaws.add(code, at(name), what);
  }

  private String at(String name) {
    return path + '.' + name;
  }

  private static boolean isWebAddress(String text) {
    try {
      URI uri = URI.create(text);
      return ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()))
          && uri.getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
