package io.awfar.simulator.traffic;

import io.awfar.simulator.payload.Contact;
import io.awfar.simulator.payload.Draw;
import org.jspecify.annotations.Nullable;

/// Someone who moves: before and after. Nobody else ever has these ids, for one who came back under
/// the old number in another episode would be a riddle.
///
/// Meta's page "Business-scoped user IDs": a user who changes the number gets another user id too.
record Newcomer(Contact before, Contact after) {

  static Newcomer of(Story story, Draw draw) {
    boolean number = story == Story.NEW_NUMBER;
    boolean known = !number || draw.chance(0.5);
    String name = "Newcomer " + draw.digits(6);
    // Thirteen digits: the people of the other chats have fewer.
    String phone = number || draw.chance(0.5) ? "201" + draw.digits(10) : null;
    return new Newcomer(
        contact(phone, known ? "US.7" + draw.digits(19) : null, name),
        contact(
            number ? "201" + draw.digits(10) : phone,
            known ? "US.8" + draw.digits(19) : null,
            name));
  }

  private static Contact contact(@Nullable String phone, @Nullable String userId, String name) {
    return new Contact(phone, userId, null, null, name);
  }
}
