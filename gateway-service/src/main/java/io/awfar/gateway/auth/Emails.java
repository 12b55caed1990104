package io.awfar.gateway.auth;

import java.util.Locale;

/// Addresses as the table holds them, so that their case makes no two of one.
final class Emails {

  static final int LENGTH_MAX = 254;

  private Emails() {}

  static String normalized(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }
}
