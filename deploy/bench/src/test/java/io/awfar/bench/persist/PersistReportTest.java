package io.awfar.bench.persist;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.bench.setup.Options;
import java.util.List;
import org.junit.jupiter.api.Test;

class PersistReportTest {

  @Test
  void theTableSaysHowManyRowsOfEachKindWereTimed() {
    Run run =
        new Run("awfar", 50_000, 5, 20, 2, 0.3, new Rows(40, 27), new Rows(60_123, 3_456), true);

    String text =
        PersistReport.of(PersistSettings.of(Options.parse(List.of())), List.of(run)).text();

    assertThat(text)
        .contains("messages timed | statuses timed")
        .contains("60,123")
        .contains("3,456");
  }
}
