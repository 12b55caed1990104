package io.awfar.schemas.send;

import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;

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

  private Forms() {}

  static boolean isWebAddress(String text) {
    try {
      URI uri = URI.create(text);
      return ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()))
          && uri.getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
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
