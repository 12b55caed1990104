package io.awfar.simulator.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PeopleTest {

  private final People people = new People(5000, 0.2);

  @Test
  void everyoneIsFoundByPhoneNumberAndByUserId() {
    Set<String> ids = new HashSet<>();
    Draw draw = Draw.of(1);
    for (int i = 0; i < 1000; i++) {
      Contact contact = people.draw(draw);
      ids.add(contact.id());
      assertThat(people.find(contact.id())).contains(contact);
      assertThat(people.find(contact.recipient())).contains(contact);
    }
    assertThat(ids).hasSizeGreaterThan(800);
  }

  @Test
  void aStrangerIsNotFound() {
    assertThat(people.find("201002003000")).isEmpty();
    assertThat(people.find("US.1349")).isEmpty();
    assertThat(people.find("")).isEmpty();
  }
}
