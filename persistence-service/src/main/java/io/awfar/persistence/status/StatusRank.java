package io.awfar.persistence.status;

import io.awfar.whatsapp.DeliveryStatus;

/// How far a message has got; the current status is the one of the highest rank.
final class StatusRank {

  private StatusRank() {}

  /// Stored with each row, with gaps for steps that WhatsApp may add. A failure ranks below a
  /// delivery: a message that somebody read did not fail.
  static int of(DeliveryStatus status) {
    return switch (status) {
      case UNKNOWN -> 0;
      case QUEUED -> 10;
      case ACCEPTED -> 20;
      case UNCONFIRMED -> 30;
      case SENT -> 40;
      case FAILED -> 50;
      case DELIVERED -> 60;
      case READ -> 70;
      case PLAYED -> 80;
    };
  }
}
