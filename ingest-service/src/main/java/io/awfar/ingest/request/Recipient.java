package io.awfar.ingest.request;

import io.awfar.whatsapp.RecipientType;
import io.awfar.whatsapp.SendCommand;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Who a message goes to, in one of the forms that WhatsApp takes.
sealed interface Recipient {

  /// A phone number: digits with country code.
  record Phone(String digits) implements Recipient {}

  /// A business-scoped user id.
  record User(String id) implements Recipient {}

  /// A group.
  record Group(String id) implements Recipient {}

  /// As long as E.164 allows, and no shorter than any number with a country code.
  Pattern PHONE = Pattern.compile("\\+?([1-9][0-9]{4,14})");

  /// Country, sometimes the mark of a parent business, and up to 128 characters.
  Pattern USER = Pattern.compile("[A-Z]{2}\\.(ENT\\.)?[A-Za-z0-9]{1,128}");

  Pattern GROUP = Pattern.compile("[A-Za-z0-9+/=_.:@-]{1,256}");

  /// Who the command names, null if that is nobody.
  static @Nullable Recipient of(SendCommand command) {
    String to = command.getTo();
    if (command.getRecipientType() == RecipientType.GROUP) {
      return GROUP.matcher(to).matches() ? new Group(to) : null;
    }
    var phone = PHONE.matcher(to);
    if (phone.matches()) {
      return new Phone(phone.group(1));
    }
    return USER.matcher(to).matches() ? new User(to) : null;
  }
}
