package io.awfar.simulator.fault;

/// What a fault can be told apart by.
///
/// @param number phone number id that is called, empty if none is
/// @param recipient phone number or user id as the caller wrote it, empty if there is none
public record CallFacts(Operation operation, String number, String recipient) {

  /// A call that is about no recipient.
  public static CallFacts of(Operation operation, String number) {
    return new CallFacts(operation, number, "");
  }
}
