package io.awfar.schemas.send;

import java.net.IDN;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The forms that some texts must have.
final class Forms {

  /// As many characters as a mail can be addressed to (RFC 5321, 4.5.3.1.3, less the brackets).
  static final int MAIL_ADDRESS_CHARS_MAX = 254;

  /// What validators of the format `email` take: a dot-atom and a domain (RFC 5322, 3.4.1).
  private static final Pattern MAIL_ADDRESS =
      Pattern.compile(
          "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
              + "@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\\.)+"
              + "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?");

  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  private static final Pattern HOST_AND_PORT = Pattern.compile("([^:]+)(:[0-9]{0,5})?");

  /// What name servers are asked for: underscores are no rarity there (RFC 2181, 11). A name whose
  /// last part begins with a digit would be taken for an IP address.
  private static final Pattern HOST =
      Pattern.compile(
          "([A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?\\.)*"
              + "[A-Za-z_]([A-Za-z0-9_-]*[A-Za-z0-9_])?\\.?");

  /// Of these IDNA 2003, by which the JDK goes, makes others, and so another host (RFC 5894, 7.2).
  private static final Pattern DEVIATING = Pattern.compile("[\u00df\u03c2\u200c\u200d]");

  private Forms() {}

  /// An http or https address in the characters that addresses have (RFC 3986, 2): the host in
  /// Punycode, all else percent-encoded.
  ///
  /// @return null if the text is none, or has credentials in it
  static @Nullable String webAddress(String text) {
    try {
      URI uri = URI.create(text);
      String authority = uri.getRawAuthority();
      boolean web =
          "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
      if (!web || authority == null || authority.contains("@")) {
        return null;
      }
      // A host that Java knows has none but letters and digits, dots and hyphens, or is an IP
      // address.
      return uri.getHost() != null ? uri.toASCIIString() : webAddress(text, authority);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable String webAddress(String text, String authority) {
    Matcher parts = HOST_AND_PORT.matcher(authority);
    if (!parts.matches()) {
      return null;
    }
    String name = parts.group(1);
    String host = IDN.toASCII(name, IDN.ALLOW_UNASSIGNED);
    if (!HOST.matcher(host).matches()) {
      return null;
    }
    int start = text.indexOf(authority);
    int end = start + name.length();
    String written = DEVIATING.matcher(name).find() ? name : host;
    return URI.create(text.substring(0, start) + written + text.substring(end)).toASCIIString();
  }

  static boolean isMailAddress(String text) {
    // No long text is matched: the time that it takes grows with its square.
    return text.length() <= MAIL_ADDRESS_CHARS_MAX && MAIL_ADDRESS.matcher(text).matches();
  }

  /// Whether it is a day that there is, as `YYYY-MM-DD`.
  static boolean isDate(String text) {
    if (!DATE.matcher(text).matches()) {
      return false;
    }
    try {
      LocalDate unused = LocalDate.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
