package io.awfar.gateway.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.R2dbcBadGrammarException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.r2dbc.BadSqlGrammarException;
import org.springframework.web.server.ResponseStatusException;

class RefusalsTest {

  @Test
  void aDatabaseThatIsDownOrSlowOrNotReadyIsToBeTriedAgain() {
    assertThat(Refusals.of(new DataAccessResourceFailureException("connection refused")))
        .isEqualTo(ErrorCode.DATABASE_UNAVAILABLE);
    assertThat(Refusals.of(failedWith("57014"))).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE);
    assertThat(Refusals.of(failedWith("42P01"))).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE);
    assertThat(Refusals.of(failedWith("42883"))).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE);
    assertThat(Refusals.of(failedWith("42501"))).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE);
  }

  @Test
  void aStatementThatTheDatabaseDoesNotUnderstandIsOurBug() {
    assertThat(Refusals.of(failedWith("42703"))).isEqualTo(ErrorCode.INTERNAL_ERROR);
  }

  @Test
  void moreWorkThanTheQueueHoldsIsToBeTriedAgain() {
    assertThat(Refusals.of(new RejectedExecutionException())).isEqualTo(ErrorCode.BUSY);
  }

  @Test
  void whatNobodyExpectedIsOurBug() {
    assertThat(Refusals.of(new NullPointerException())).isEqualTo(ErrorCode.INTERNAL_ERROR);
    assertThat(Refusals.of(new ResponseStatusException(HttpStatus.BAD_GATEWAY)))
        .isEqualTo(ErrorCode.INTERNAL_ERROR);
  }

  @Test
  void aCodeIsTheNameInLowerCase() {
    assertThat(ErrorCode.CHAT_NOT_FOUND.code()).isEqualTo("chat_not_found");
  }

  private static DataAccessException failedWith(String sqlState) {
    var cause =
        sqlState.startsWith("42")
            ? new R2dbcBadGrammarException("", sqlState)
            : new R2dbcNonTransientResourceException("", sqlState);
    return new BadSqlGrammarException("", "select", cause);
  }
}
