package io.awfar.gateway.send;

import io.awfar.gateway.error.ErrorCode;
import java.util.Optional;
import java.util.Set;

/// What WhatsApp calls the states of a template, and which of them forbid to send it.
final class TemplateState {

  private static final Set<String> GONE = Set.of("DELETED", "PENDING_DELETION");
  private static final Set<String> HELD = Set.of("PENDING", "REJECTED", "PAUSED", "DISABLED");

  private TemplateState() {}

  /// Whether WhatsApp says that it can be sent.
  static boolean isApproved(String state) {
    return state.equals("APPROVED");
  }

  /// Why a template in this state is not sent; empty if it is, or nothing is known of such a state.
  static Optional<ErrorCode> refusal(String state) {
    if (GONE.contains(state)) {
      return Optional.of(ErrorCode.TEMPLATE_UNKNOWN);
    }
    return HELD.contains(state) ? Optional.of(ErrorCode.TEMPLATE_NOT_APPROVED) : Optional.empty();
  }
}
