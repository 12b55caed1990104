package io.awfar.gateway.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a request line asks for.
final class RequestTarget {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final int ESCAPE_LENGTH = "%2F".length();

  /// What stands in a URI as it is, by RFC 3986; brackets only around an IPv6 address.
  private static final BitSet PLAIN = new BitSet();

  static {
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?@!$&'()*+,;="
        .chars()
        .forEach(PLAIN::set);
  }

  /// Clients escape the slash within the path of a file, as of any one value.
  private static final String FILES = "/api/upload/";

  private static final Pattern SLASH = Pattern.compile("%2[Ff]");

  private static final Pattern HOST =
      Pattern.compile("(?:[A-Za-z0-9._~-]{1,253}|\\[[0-9a-fA-F:.]{2,45}])(?::(\\d{1,5}))?");

  private static final int PORT_MAX = 65_535;

  private RequestTarget() {}

  /// Whether a URI can be made of an address and a host.
  ///
  /// @param host clients of before HTTP 1.1 name none
  static boolean isReadable(String target, @Nullable String host) {
    return (host == null || isHost(host))
        && (target.startsWith("/") || target.equals("*") || isUri(normalized(target)));
  }

  private static boolean isHost(String host) {
    Matcher parts = HOST.matcher(host);
    return parts.matches()
        && (parts.group(1) == null || Integer.parseInt(parts.group(1)) <= PORT_MAX)
        && (host.charAt(0) != '[' || isUri("http://" + host));
  }

  private static boolean isUri(String text) {
    try {
      return new URI(text).getHost() != null;
    } catch (URISyntaxException _) {
      return false;
    }
  }

  /// The same with escapes where it has what no URI may have, such as Arabic letters of a search
  /// that a client sends as they are; and a file's path as its own route has it.
  ///
  /// @param target its bytes as letters, which is how Netty reads it
  static String normalized(String target) {
    String escaped = escaped(target);
    if (!escaped.startsWith(FILES)) {
      return escaped;
    }
    int query = escaped.indexOf('?');
    String path = query < 0 ? escaped : escaped.substring(0, query);
    return SLASH.matcher(path).replaceAll("/") + escaped.substring(path.length());
  }

  private static String escaped(String target) {
    StringBuilder escaped = new StringBuilder(target.length());
    for (int i = 0; i < target.length(); i++) {
      char letter = target.charAt(i);
      if (PLAIN.get(letter) || (letter == '%' && isEscape(target, i))) {
        escaped.append(letter);
      } else {
        escaped.append('%');
        HEX.toHexDigits(escaped, (byte) letter);
      }
    }
    return escaped.toString();
  }

  private static boolean isEscape(String target, int at) {
    return at + ESCAPE_LENGTH <= target.length()
        && HexFormat.isHexDigit(target.charAt(at + 1))
        && HexFormat.isHexDigit(target.charAt(at + 2));
  }
}
