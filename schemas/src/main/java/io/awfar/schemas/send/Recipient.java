package io.awfar.schemas.send;

import io.awfar.whatsapp.RecipientType;
import io.awfar.whatsapp.SendCommand;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Who a message goes to, in one of the forms that WhatsApp takes.
public sealed interface Recipient {

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
    return command.getRecipientType() == RecipientType.GROUP
        ? group(command.getTo())
        : person(command.getTo());
  }

  /// The person with this phone number, a plus before it or not, or user id; null if it is neither.
  static @Nullable Recipient person(String to) {
    var phone = PHONE.matcher(to);
    if (phone.matches()) {
      return new Phone(phone.group(1));
    }
    return USER.matcher(to).matches() ? new User(to) : null;
  }

  /// The group with this id, null if it is none.
  static @Nullable Recipient group(String id) {
    return GROUP.matcher(id).matches() ? new Group(id) : null;
  }

  /// As it stands in a command, and as WhatsApp names the same in what it sends us.
  default String name() {
    return switch (this) {
      case Phone(String digits) -> digits;
      case User(String id) -> id;
      case Group(String id) -> id;
    };
  }
}
