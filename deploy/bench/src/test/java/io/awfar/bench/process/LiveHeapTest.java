package io.awfar.bench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import org.junit.jupiter.api.Test;

class LiveHeapTest {

  @Test
  void itIsTheTotalWithoutTheGapsOfTheCollector() throws Exception {
    String histogram =
        """
         num     #instances         #bytes  class name (module)
        -------------------------------------------------------
           1:         52034        9000000  [B (java.base@25.0.3)
           2:           120        5000000  [Ljdk.internal.vm.FillerElement; (java.base@25.0.3)
           3:            12            192  jdk.internal.vm.FillerObject (java.base@25.0.3)
        Total         52166       14000192
        """;

    assertThat(LiveHeap.parse(histogram)).isEqualTo(9_000_000);
  }

  @Test
  void whatIsNoHistogramIsSaid() {
    assertThatIOException()
        .isThrownBy(() -> LiveHeap.parse("123:\njava.io.IOException: no such process"))
        .withMessageContaining("123");
  }
}
