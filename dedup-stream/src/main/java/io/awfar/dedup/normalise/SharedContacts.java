package io.awfar.dedup.normalise;

import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.MessageType;
import io.awfar.whatsapp.SharedAddress;
import io.awfar.whatsapp.SharedContact;
import io.awfar.whatsapp.SharedEmail;
import io.awfar.whatsapp.SharedPhone;
import io.awfar.whatsapp.SharedUrl;
import java.util.List;

/// The cards of a message of type contacts, which are an array and not an object as other bodies.
final class SharedContacts {

  private SharedContacts() {}

  static void read(JsonFields element, Message.Builder message) {
    if (message.getType() != MessageType.CONTACTS) {
      return;
    }
    String name = message.getTypeName();
    List<JsonFields> cards = element.objects(name);
    if (!cards.isEmpty()) {
      message.setSharedContacts(cards.stream().map(SharedContacts::contact).toList());
      element.keep(name);
    }
  }

  private static SharedContact contact(JsonFields card) {
    return SharedContact.newBuilder()
        .setFormattedName(card.textIn("name", "formatted_name"))
        .setFirstName(card.textIn("name", "first_name"))
        .setLastName(card.textIn("name", "last_name"))
        .setMiddleName(card.textIn("name", "middle_name"))
        .setPrefix(card.textIn("name", "prefix"))
        .setSuffix(card.textIn("name", "suffix"))
        .setBirthday(card.text("birthday"))
        .setCompany(card.textIn("org", "company"))
        .setDepartment(card.textIn("org", "department"))
        .setTitle(card.textIn("org", "title"))
        .setPhones(
            card.objects("phones").stream()
                .map(phone ->
                    new SharedPhone(
                        phone.text("phone"),
                        phone.id("wa_id"),
                        phone.id("user_id"),
                        phone.text("type")))
                .toList())
        .setEmails(
            card.objects("emails").stream()
                .map(email -> new SharedEmail(email.text("email"), email.text("type")))
                .toList())
        .setUrls(
            card.objects("urls").stream()
                .map(url -> new SharedUrl(url.text("url"), url.text("type")))
                .toList())
        .setAddresses(card.objects("addresses").stream().map(SharedContacts::address).toList())
        .build();
  }

  private static SharedAddress address(JsonFields address) {
    return SharedAddress.newBuilder()
        .setStreet(address.text("street"))
        .setCity(address.text("city"))
        .setState(address.text("state"))
        .setZip(address.text("zip"))
        .setCountry(address.text("country"))
        .setCountryCode(address.text("country_code"))
        .setType(address.text("type"))
        .build();
  }
}
