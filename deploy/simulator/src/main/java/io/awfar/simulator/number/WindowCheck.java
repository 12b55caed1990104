package io.awfar.simulator.number;

/// What becomes of a message that is no template to someone who has not written for 24 hours.
///
/// Meta's page "WhatsApp error codes" says of its codes that they come as an answer, as a status,
/// or both; 131047 is mostly seen as a status of a message that was accepted.
public enum WindowCheck {
  /// It is accepted.
  OFF,
  /// It is refused with 131047.
  ANSWERED,
  /// It is accepted and fails with 131047.
  REPORTED
}
