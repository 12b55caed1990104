package io.awfar.schemas.send;

import io.awfar.schemas.send.Flaw.Code;
import java.util.stream.Stream;

/// One of the people in a message of contacts: a name in full and one of its parts, with phones,
/// mails and so on as they come.
final class ContactContent implements Content {

  /// Most people in one message, by WhatsApp's description.
  static final int CONTACTS_MAX = 5;

  private static final int NAME_CHARS_MAX = 1024;
  private static final int ENTRIES_MAX = 20;
  private static final int TEXT_CHARS_MAX = 256;

  @Override
  public void check(Fields contact) {
    Fields name = contact.object("name");
    String unused = name.text("formatted_name", NAME_CHARS_MAX);
    if (Stream.of("first_name", "last_name", "middle_name", "prefix", "suffix")
        .noneMatch(name::has)) {
      name.flaw(Code.MISSING, "first_name", "or another part of the name is needed");
    }
    for (Fields phone : contact.objects("phones", ENTRIES_MAX)) {
      unused = phone.optionalText("phone", TEXT_CHARS_MAX);
    }
    for (Fields mail : contact.objects("emails", ENTRIES_MAX)) {
      unused = mail.text("email", TEXT_CHARS_MAX);
    }
    for (Fields site : contact.objects("urls", ENTRIES_MAX)) {
      site.url("url");
    }
  }
}
