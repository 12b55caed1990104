package io.awfar.ingest.webhook;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Random JSON as text, written in every way that the format allows.
///
/// By hand and not with a library's combinators, which took 50 ms for a webhook.
final class JsonTexts {

  private static final int DEPTH_MAX = 4;
  private static final String[] SPACES = {"", "", "", " ", "\n\t", "\r\n  "};
  private static final String[] SCALARS = {
    "true", "false", "null", "0", "-0", "0.0", "1E400", "-12.50e-7", "12345678901234567890"
  };
  private static final String[] PIECES = {
    "\\n",
    "\\\"",
    "\\\\",
    "\\/",
    "\\u00FC",
    "\\uD83D\\uDC4B",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "'",
    "ü",
    "€",
    "👋",
    "\u2028",
    "\u007f",
    "a",
    "Z",
    "0",
    " ",
    "text"
  };

  private final RandomGenerator random;

  JsonTexts(RandomGenerator random) {
    this.random = random;
  }

  /// Any value, without white space around it.
  String value() {
    return value(DEPTH_MAX);
  }

  String string() {
    String half = chance(10) ? "\\ud800" : "";
    return '"' + text() + half + '"';
  }

  String space() {
    return of(SPACES);
  }

  String member(String name, String value) {
    return '"' + name + '"' + space() + ":" + space() + value;
  }

  /// An object of these members, in any order.
  String object(List<String> members) {
    List<String> shuffled = new ArrayList<>(members);
    Collections.shuffle(shuffled, Random.from(random));
    return "{" + space() + join(shuffled) + space() + "}";
  }

  String array(List<String> elements) {
    return "[" + space() + join(elements) + space() + "]";
  }

  List<String> list(int sizeMax, Supplier<String> element) {
    return Stream.generate(element).limit(random.nextInt(sizeMax + 1)).toList();
  }

  /// True once in so many times.
  boolean chance(int times) {
    return random.nextInt(times) == 0;
  }

  private String value(int depth) {
    return switch (random.nextInt(depth == 0 ? 3 : 5)) {
      case 0 -> string();
      case 1 -> of(SCALARS);
      case 2 -> Long.toString(random.nextLong());
      case 3 -> array(list(3, () -> value(depth - 1)));
      default -> {
        List<String> values = list(3, () -> value(depth - 1));
        List<String> members = new ArrayList<>();
        for (String value : values) {
          // Unique by its first character. Half a character in a name is refused by the parser.
          members.add(member(members.size() + text(), value));
        }
        yield object(members);
      }
    };
  }

  private String text() {
    return String.join("", list(6, () -> of(PIECES)));
  }

  private String join(List<String> parts) {
    StringBuilder joined = new StringBuilder();
    for (String part : parts) {
      if (!joined.isEmpty()) {
        joined.append(space()).append(',').append(space());
      }
      joined.append(part);
    }
    return joined.toString();
  }

  private String of(String[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
