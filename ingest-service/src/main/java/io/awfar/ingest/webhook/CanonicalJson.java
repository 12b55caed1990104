package io.awfar.ingest.webhook;

import io.awfar.schemas.id.Sha256;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// The one way to write JSON that means the same: names sorted, no white space, only ASCII, numbers
/// as they were written.
///
/// It serves as what a redelivered event is recognised by, since a sender may write it anew.
final class CanonicalJson {

  private final JsonWalk walk;

  private CanonicalJson(JsonWalk walk) {
    this.walk = walk;
  }

  /// Hex SHA-256 of the canonical form of the value at which the walk stands.
  static String hash(JsonWalk walk) {
    return Sha256.hex(write(walk));
  }

  static String write(JsonWalk walk) {
    StringBuilder out = new StringBuilder();
    new CanonicalJson(walk).value(out);
    return out.toString();
  }

  private void value(StringBuilder out) {
    if (walk.isObject()) {
      object(out);
    } else if (walk.isArray()) {
      out.append('[');
      walk.elements(() -> {
        separate(out, '[');
        value(out);
      });
      out.append(']');
    } else if (walk.isString()) {
      quote(walk.scalar(), out);
    } else {
      out.append(walk.scalar());
    }
  }

  private void object(StringBuilder out) {
    Map<String, String> members = new TreeMap<>();
    walk.members(name -> {
      StringBuilder member = new StringBuilder();
      value(member);
      members.put(name, member.toString());
    });
    out.append('{');
    members.forEach((name, member) -> {
      separate(out, '{');
      quote(name, out);
      out.append(':').append(member);
    });
    out.append('}');
  }

  private static void separate(StringBuilder out, char opening) {
    if (out.charAt(out.length() - 1) != opening) {
      out.append(',');
    }
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || c > '~') {
            out.append("\\u").append(HexFormat.of().toHexDigits(c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
