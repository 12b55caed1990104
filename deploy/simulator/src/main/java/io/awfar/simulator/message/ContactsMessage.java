package io.awfar.simulator.message;

import io.awfar.simulator.payload.Contact;
import io.awfar.simulator.payload.Draw;
import io.awfar.simulator.payload.JsonText;
import io.awfar.simulator.payload.People;

/// One or two shared contact cards.
final class ContactsMessage implements MessagePiece {

  private static final People STRANGERS = new People(1_000_000, 0);

  @Override
  public String type() {
    return "contacts";
  }

  @Override
  public void write(JsonText message, MessageFacts facts) {
    Draw draw = facts.draw();
    int cards = 1 + draw.below(2);
    message.list(
        "contacts",
        list -> {
          for (int i = 0; i < cards; i++) {
            Contact shared = STRANGERS.draw(draw);
            list.item(card -> card(card, shared, draw));
          }
        });
  }

  private static void card(JsonText card, Contact shared, Draw draw) {
    String[] names = shared.name().split(" ", 2);
    card.object(
            "name",
            name ->
                name.put("formatted_name", shared.name())
                    .put("first_name", names[0])
                    .put("last_name", names[1]))
        .list(
            "phones",
            phones ->
                phones.item(phone ->
                    phone
                        .put("phone", "+" + shared.id())
                        .put("wa_id", shared.id())
                        .put("type", "CELL")));
    if (draw.chance(0.3)) {
      card.list(
              "emails",
              emails ->
                  emails.item(email ->
                      email
                          .put("email", "someone" + draw.digits(4) + "@example.com")
                          .put("type", "WORK")))
          .object("org", org -> org.put("company", "شركة المثال").put("title", "Manager"))
          .put("birthday", "1989-03-16");
    }
  }
}
