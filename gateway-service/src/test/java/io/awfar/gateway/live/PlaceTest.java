package io.awfar.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlaceTest {

  @Test
  void itIsReadFromTheIdOfAnEventAndOfNone() {
    Place place = new Place("2k9xw1p0", 17, 42);

    assertThat(place.id("m.3.1234")).isEqualTo("m.3.1234@2k9xw1p0.17.42");
    assertThat(Place.parse(place.id("m.3.1234"))).isEqualTo(place);
    assertThat(Place.parse(place.id(""))).isEqualTo(place);
  }

  @Test
  void whatIsNoIdOfOursIsNone() {
    for (String id :
        List.of(
            "",
            "@",
            "m.3.1234",
            "m.3.1234@a.1",
            "m.3.1234@a.1.1.1",
            "m.3.1234@a.-1.1",
            "m.3.1234@a.1.9999999999999999999",
            "M.3.1234@a.1.1",
            "m.3.1234@a.1.1\n",
            "m.3.1234@ä.1.1",
            "m.3.1234@a.١.1",
            " m.3.1234@a.1.1",
            "m.3.1@" + "a".repeat(17) + ".1.1",
            "m".repeat(1_000_000))) {
      assertThat(Place.parse(id)).isNull();
    }
  }
}
