package io.awfar.schemas.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.awfar.schemas.send.Flaw.Code;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An object within a content. What WhatsApp would not take is noted as a flaw, and reading goes on
/// with something harmless. A member that is null is one that is not there, and is taken out: none
/// of WhatsApp's may be null.
final class Fields {

  private static final int URL_CHARS_MAX = 2048;

  /// Far finer than any place; an exponent must not become a text of gigabytes.
  private static final int DECIMALS_MAX = 32;

  /// A name that can be told as it is; any other may be anything, and of any length.
  private static final Pattern MEMBER_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

  private static final Pattern POSITION = Pattern.compile("[0-9]{1,2}");

  private final ObjectNode object;
  private final String path;
  private final Flaws flaws;

  Fields(ObjectNode object, String path, Flaws flaws) {
    this.object = object;
    this.path = path;
    this.flaws = flaws;
    object.properties().removeIf(member -> member.getValue().isNull());
  }

  /// Notes each member that has none of these names.
  void only(String... names) {
    List<String> known = List.of(names);
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      String name = member.getKey();
      if (known.contains(name)) {
        continue;
      }
      if (MEMBER_NAME.matcher(name).matches()) {
        flaw(Code.INVALID_VALUE, name, "is not known here");
      } else {
        flaws.add(Code.INVALID_VALUE, path, "has a member that is not known here");
      }
    }
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

  /// One of these words, which are in lower case and are put into it.
  String word(String name, List<String> allowed) {
    String word = text(name, URL_CHARS_MAX).toLowerCase(Locale.ROOT);
    if (allowed.contains(word)) {
      var unused = object.put(name, word);
    } else {
      flaw(Code.INVALID_VALUE, name, "is none of " + allowed);
    }
    return word;
  }

  /// Texts that may be missing or empty.
  void optionalTexts(int charsMax, String... names) {
    for (String name : names) {
      String unused = optionalText(name, charsMax);
    }
  }

  void optionalFlag(String name) {
    if (has(name) && !object.path(name).isBoolean()) {
      flaw(Code.INVALID_VALUE, name, "is neither true nor false");
    }
  }

  /// An address on the web.
  void url(String name) {
    String text = text(name, URL_CHARS_MAX);
    if (text.isEmpty()) {
      return;
    }
    String address = Forms.webAddress(text);
    if (address == null) {
      flaw(Code.INVALID_VALUE, name, "is not an http or https address");
    } else {
      var unused = object.put(name, address);
    }
  }

  /// An address of a mailbox.
  void mail(String name) {
    String text = text(name, Forms.MAIL_ADDRESS_CHARS_MAX);
    if (!text.isBlank() && !Forms.isMailAddress(text)) {
      flaw(Code.INVALID_VALUE, name, "is not an address of a mailbox");
    }
  }

  /// A day, if there is one: `YYYY-MM-DD`.
  void optionalDate(String name) {
    if (has(name) && !Forms.isDate(object.path(name).asText(""))) {
      flaw(Code.INVALID_VALUE, name, "is not a day in the form YYYY-MM-DD");
    }
  }

  /// A place in a row, counted from 0, as a number or a text; it becomes a text.
  void positionAsText(String name, int max) {
    int position = position(name, max);
    if (position >= 0) {
      var unused = object.put(name, String.valueOf(position));
    }
  }

  /// The same, which becomes a number.
  void positionAsNumber(String name, int max) {
    int position = position(name, max);
    if (position >= 0) {
      var unused = object.put(name, position);
    }
  }

  /// -1 if it is none.
  private int position(String name, int max) {
    JsonNode value = object.path(name);
    if (value.isMissingNode()) {
      flaw(Code.MISSING, name, "is missing");
      return -1;
    }
    String text = value.isIntegralNumber() || value.isTextual() ? value.asText() : "";
    if (POSITION.matcher(text).matches() && Integer.parseInt(text) <= max) {
      return Integer.parseInt(text);
    }
    flaw(Code.INVALID_VALUE, name, "is not a number from 0 to " + max);
    return -1;
  }

  /// A number without decimals.
  void wholeNumber(String name) {
    if (!has(name)) {
      flaw(Code.MISSING, name, "is missing");
    } else if (!object.path(name).isIntegralNumber()) {
      flaw(Code.INVALID_VALUE, name, "is not a whole number");
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
    if (value.isMissingNode()) {
      return null;
    }
    if (value instanceof ObjectNode found) {
      return new Fields(found, at(name), flaws);
    }
    flaw(Code.INVALID_VALUE, name, "is not an object");
    return null;
  }

  /// Something that must be there, and that only WhatsApp knows the form of.
  void required(String name) {
    if (!has(name)) {
      flaw(Code.MISSING, name, "is missing");
    }
  }

  /// An object that may be missing, and that is for others to read: what is null in it stays.
  void optionalOpaque(String name) {
    if (has(name) && !object.path(name).isObject()) {
      flaw(Code.INVALID_VALUE, name, "is not an object");
    }
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
}
