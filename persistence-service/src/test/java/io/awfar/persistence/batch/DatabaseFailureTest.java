package io.awfar.persistence.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseFailureTest {

  @ParameterizedTest
  @CsvSource({
    "22P02, CONTENT",
    "22008, CONTENT",
    "23502, CONTENT",
    "54000, CONTENT",
    "23514, UNAVAILABLE",
    "23505, COLLISION",
    "40001, CONFLICT",
    "40P01, CONFLICT",
    "08006, UNAVAILABLE",
    "57P01, UNAVAILABLE",
    "53300, UNAVAILABLE",
    "53100, UNAVAILABLE",
    "57014, UNAVAILABLE",
    "42P01, UNAVAILABLE",
    "28P01, UNAVAILABLE",
    "XX000, UNAVAILABLE",
  })
  void onlyWhatARecordIsToBlameForIsHeldAgainstIt(String state, DatabaseFailure expected) {
    var failure = new R2dbcNonTransientResourceException("reason", state);

    assertThat(DatabaseFailure.of(failure)).isEqualTo(expected);
    assertThat(DatabaseFailure.of(new IllegalStateException(failure))).isEqualTo(expected);
  }

  @Test
  void whateverElseFailsIsTriedAgain() {
    assertThat(DatabaseFailure.of(new R2dbcTimeoutException("pool is empty")))
        .isEqualTo(DatabaseFailure.UNAVAILABLE);
    assertThat(DatabaseFailure.of(new RuntimeException(new TimeoutException())))
        .isEqualTo(DatabaseFailure.UNAVAILABLE);
    assertThat(DatabaseFailure.of(new NullPointerException()))
        .isEqualTo(DatabaseFailure.UNAVAILABLE);
  }
}
