package io.awfar.simulator.send;

import io.awfar.simulator.graph.GraphError;
import io.awfar.simulator.send.SendRequest.RecipientKind;
import java.util.Set;
import java.util.regex.Pattern;

/// Whom a message is for.
///
/// Meta's page "Business-scoped user IDs": phone numbers and groups are in `to`, user ids in
/// `recipient`, and with both `to` takes precedence. A user id is a country code of two letters, a
/// full stop, `ENT.` for one of a parent business, and up to 128 letters and digits.
record Recipient(String id, RecipientKind kind) {

  private static final int ID_CHARS_MAX = 200;
  private static final Pattern USER_ID = Pattern.compile("[A-Z]{2}\\.(ENT\\.)?[A-Za-z0-9]{1,128}");
  private static final Pattern PHONE = Pattern.compile("\\+?([() -]*[0-9]){3,20}[() -]*");

  static Recipient of(Member message) throws GraphError {
    boolean group =
        message.has("recipient_type")
            && message.oneOf("recipient_type", Set.of("individual", "group")).equals("group");
    if (message.has("to") || !message.has("recipient")) {
      String to = message.text("to", ID_CHARS_MAX);
      if (!group && !PHONE.matcher(to).matches()) {
        throw GraphError.ofCode(
            131009, "The phone number is malformed: Please use the format: +1234567890.");
      }
      return new Recipient(to, group ? RecipientKind.GROUP : RecipientKind.PHONE);
    }
    String userId = message.text("recipient", ID_CHARS_MAX);
    if (!USER_ID.matcher(userId).matches()) {
      throw GraphError.ofCode(131009, "The recipient is not a business-scoped user ID.");
    }
    return new Recipient(userId, RecipientKind.USER_ID);
  }
}
