package io.awfar.simulator.api;

/// What happens to a message, decided by the phone number it goes to, so that a test of a
/// deployment can ask for a failure from outside.
///
/// A number `1999<code>` is refused with that error, `1998<code>` is accepted and fails with it,
/// and `1997...` is accepted without an answer, as if the connection broke: its statuses come all
/// the same.
sealed interface RecipientScript {

  /// The call is answered with an error.
  record Refused(int code) implements RecipientScript {}

  /// The message is accepted; a status says later that it failed.
  record Fails(int code) implements RecipientScript {}

  /// The message is accepted; the connection closes before an answer.
  record NeverAnswered() implements RecipientScript {}

  /// The message arrives.
  record Arrives() implements RecipientScript {}

  /// The script of this recipient.
  static RecipientScript of(String to) {
    String number = to.startsWith("+") ? to.substring(1) : to;
    if (number.matches("1999\\d{1,6}")) {
      return new Refused(Integer.parseInt(number.substring(4)));
    }
    if (number.matches("1998\\d{1,6}")) {
      return new Fails(Integer.parseInt(number.substring(4)));
    }
    return number.matches("1997\\d+") ? new NeverAnswered() : new Arrives();
  }
}
