package io.awfar.gateway.limit;

import java.util.Locale;

/// What is limited.
enum Limit {
  API,
  AUTH,
  ACCOUNT,
  MESSAGES,
  UPLOADS;

  private final String text = name().toLowerCase(Locale.ROOT);

  /// The name in headers, metrics and keys, such as `messages`.
  String text() {
    return text;
  }
}
