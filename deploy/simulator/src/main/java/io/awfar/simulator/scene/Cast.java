package io.awfar.simulator.scene;

import io.awfar.simulator.payload.Contact;
import io.awfar.simulator.payload.Draw;
import io.awfar.simulator.payload.People;
import io.awfar.simulator.payload.PhoneNumber;
import java.util.List;

/// Who can appear in a scene: the numbers of the business, its people, and strangers.
public record Cast(List<PhoneNumber> numbers, People people) {

  /// Keeps its own copy.
  public Cast {
    numbers = List.copyOf(numbers);
  }

  PhoneNumber number(String id) {
    return numbers.stream()
        .filter(number -> number.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no number with this id"));
  }

  PhoneNumber numberOf(String accountId) {
    return numbers.stream()
        .filter(number -> number.accountId().equals(accountId))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no account with this id"));
  }

  Contact anyone(Draw draw) {
    return people.draw(draw);
  }

  /// One of the people, or a stranger with this phone number or user id.
  Contact person(String id) {
    return people
        .find(id)
        .orElseGet(() -> {
          if (id.matches("[0-9]{3,20}")) {
            return new Contact(id, null, null, null, "Stranger " + id.substring(id.length() - 3));
          }
          if (id.matches("[A-Z]{2}\\.(ENT\\.)?[A-Za-z0-9]{1,128}")) {
            return new Contact(null, id, null, null, "Stranger");
          }
          throw new IllegalArgumentException("a person has a phone number in digits or a user id");
        });
  }
}
