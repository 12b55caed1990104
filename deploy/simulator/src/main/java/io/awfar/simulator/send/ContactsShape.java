package io.awfar.simulator.send;

import io.awfar.simulator.graph.GraphError;
import java.util.List;

/// Contact cards, each with a name in full and in at least one part: Meta's page "Contacts
/// messages"; the bound on their number is that of the schema `ContactsMessage`.
final class ContactsShape {

  private static final int CARDS_MAX = 5;
  private static final int LINE_CHARS_MAX = 1000;
  private static final List<String> NAME_PARTS =
      List.of("first_name", "last_name", "middle_name", "prefix", "suffix");

  private ContactsShape() {}

  static void check(List<Member> cards) throws GraphError {
    if (cards.isEmpty() || cards.size() > CARDS_MAX) {
      throw GraphError.ofCode(
          131009, "Invalid contacts count. Min allowed: 1, Max allowed: " + CARDS_MAX);
    }
    for (Member card : cards) {
      card.only("addresses", "birthday", "emails", "name", "org", "phones", "urls");
      Member name = card.object("name");
      String unused = name.text("formatted_name", LINE_CHARS_MAX);
      if (NAME_PARTS.stream().noneMatch(name::has)) {
        throw GraphError.ofCode(
            131009, name.path() + " needs one of first_name, last_name, ... beside formatted_name");
      }
      texts(card, "phones", "phone");
      texts(card, "emails", "email");
      texts(card, "urls", "url");
    }
  }

  private static void texts(Member card, String list, String name) throws GraphError {
    List<Member> items = card.has(list) ? card.list(list) : List.of();
    for (Member item : items) {
      String unused = item.text(name, LINE_CHARS_MAX);
    }
  }
}
