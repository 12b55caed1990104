package io.awfar.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class SplitterPropertiesTest {

  @Property(tries = 50)
  void anything(@ForAll String text) {
    assertThat(text).isNotNull();
  }
}
