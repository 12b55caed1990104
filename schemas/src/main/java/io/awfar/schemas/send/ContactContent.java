package io.awfar.schemas.send;

import io.awfar.schemas.send.Flaw.Code;
import java.util.stream.Stream;

/// One of the people in a message of contacts: a name in full and one of its parts, with phones,
/// mails and so on.
///
/// Their `type` is any text: WhatsApp's description has HOME and WORK alone, its guide "Contacts
/// messages" has words such as Office and Mobile.
final class ContactContent implements Content {

  /// Most people in one message, by WhatsApp's description.
  static final int CONTACTS_MAX = 5;

  private static final int NAME_CHARS_MAX = 1024;
  private static final int ENTRIES_MAX = 20;
  private static final int TEXT_CHARS_MAX = 256;

  private static final String[] NAME_PARTS = {
    "first_name", "last_name", "middle_name", "prefix", "suffix"
  };

  private static final String[] ADDRESS_LINES = {
    "street", "city", "state", "zip", "country", "country_code", "type"
  };

  private static final String[] ORGANIZATION_LINES = {"company", "department", "title"};

  @Override
  public void check(Fields contact) {
    contact.only("name", "phones", "emails", "urls", "addresses", "org", "birthday");
    checkName(contact.object("name"));
    for (Fields phone : contact.objects("phones", ENTRIES_MAX)) {
      phone.only("phone", "type", "wa_id");
      String unused = phone.text("phone", TEXT_CHARS_MAX);
      phone.optionalTexts(TEXT_CHARS_MAX, "type", "wa_id");
    }
    for (Fields mail : contact.objects("emails", ENTRIES_MAX)) {
      mail.only("email", "type");
      mail.mail("email");
      mail.optionalTexts(TEXT_CHARS_MAX, "type");
    }
    for (Fields site : contact.objects("urls", ENTRIES_MAX)) {
      site.only("url", "type");
      site.url("url");
      site.optionalTexts(TEXT_CHARS_MAX, "type");
    }
    for (Fields address : contact.objects("addresses", ENTRIES_MAX)) {
      address.only(ADDRESS_LINES);
      address.optionalTexts(TEXT_CHARS_MAX, ADDRESS_LINES);
    }
    Fields organization = contact.optionalObject("org");
    if (organization != null) {
      organization.only(ORGANIZATION_LINES);
      organization.optionalTexts(TEXT_CHARS_MAX, ORGANIZATION_LINES);
    }
    contact.optionalDate("birthday");
  }

  private static void checkName(Fields name) {
    name.only(
        Stream.concat(Stream.of("formatted_name"), Stream.of(NAME_PARTS)).toArray(String[]::new));
    String unused = name.text("formatted_name", NAME_CHARS_MAX);
    if (Stream.of(NAME_PARTS).noneMatch(name::has)) {
      name.flaw(Code.MISSING, "first_name", "or another part of the name is needed");
    }
    name.optionalTexts(NAME_CHARS_MAX, NAME_PARTS);
  }
}
