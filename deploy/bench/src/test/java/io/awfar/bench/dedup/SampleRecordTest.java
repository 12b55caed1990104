package io.awfar.bench.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SampleRecordTest {

  @Test
  void differentEventsHaveDifferentIdentities() {
    var identities =
        LongStream.range(0, 100_000)
            .mapToObj(ordinal -> SampleRecord.identity(SampleRecord.value(ordinal, 120)))
            .collect(Collectors.toSet());

    assertThat(identities).hasSize(100_000);
  }

  @Test
  void aRecordSaysWhichEventItIsAndHasItsSize() {
    byte[] value = SampleRecord.value(4_711, 600);

    assertThat(value).hasSize(600).isEqualTo(SampleRecord.value(4_711, 600));
    assertThat(SampleRecord.ordinal(value)).isEqualTo(4_711);
  }
}
