package io.awfar.ingest.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReactionTest {

  @ParameterizedTest
  @CsvSource({
    "1, 500, RETRY",
    "2, 500, RETRY",
    "131016, 500, RETRY",
    "131057, 503, RETRY",
    "4, 429, SLOW_NUMBER",
    "80007, 429, SLOW_NUMBER",
    "130429, 429, SLOW_NUMBER",
    "133016, 400, SLOW_NUMBER",
    "131056, 429, SLOW_CHAT",
    "131000, 500, IN_DOUBT",
    "131000, 400, IN_DOUBT",
    "131048, 429, PAUSE_NUMBER",
    "368, 403, PAUSE_NUMBER",
    "131031, 403, PAUSE_NUMBER",
    "131042, 400, PAUSE_NUMBER",
    "190, 401, PAUSE_NUMBER",
    "0, 401, PAUSE_NUMBER",
    "10, 403, PAUSE_NUMBER",
    "3, 500, PAUSE_NUMBER",
    "102, 401, PAUSE_NUMBER",
    "200, 403, PAUSE_NUMBER",
    "200, 400, PAUSE_NUMBER",
    "131042, 500, PAUSE_NUMBER",
    "131026, 400, FAIL",
    "131047, 400, FAIL",
    "131049, 400, FAIL",
    "131050, 400, FAIL",
    "131051, 400, FAIL",
    "131053, 400, FAIL",
    "131008, 400, FAIL",
    "131009, 400, FAIL",
    "131062, 400, FAIL",
    "132001, 404, FAIL",
    "132068, 400, FAIL",
    "132999, 400, FAIL",
    "130497, 403, FAIL"
  })
  void theCodeDecides(int code, int status, Reaction reaction) {
    assertThat(Reaction.to(status, new GraphError(code, "any", "text", "at all")))
        .isEqualTo(reaction);
  }

  @ParameterizedTest
  @CsvSource({
    "131026", "131047", "131049", "131050", "131051", "131053", "131008", "131009", "131062",
    "132000", "132001", "132999", "130497"
  })
  void whatIsNeverSentIsNeitherInDoubtNorTheNumbersFaultWhateverTheStatus(int code) {
    for (int status : new int[] {200, 400, 401, 403, 429, 500, 503}) {
      assertThat(Reaction.to(status, new GraphError(code, null, null, null)))
          .as("status %d", status)
          .isEqualTo(Reaction.FAIL);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "100, 400, FAIL",
    "999999, 400, FAIL",
    "999999, 404, FAIL",
    "999999, 401, PAUSE_NUMBER",
    "131005, 403, PAUSE_NUMBER",
    "219, 403, PAUSE_NUMBER",
    "613, 429, SLOW_NUMBER",
    "999999, 500, IN_DOUBT",
    "133000, 500, IN_DOUBT",
    "999999, 503, IN_DOUBT",
    "999999, 200, IN_DOUBT"
  })
  void aCodeThatIsNotListedSaysNoMoreThanTheStatus(int code, int status, Reaction reaction) {
    assertThat(Reaction.to(status, new GraphError(code, null, null, null))).isEqualTo(reaction);
    assertThat(Reaction.to(status, GraphError.missing())).isEqualTo(reaction);
  }

  @ParameterizedTest
  @CsvSource({
    "131048, true",
    "368, true",
    "131031, true",
    "131042, true",
    "190, true",
    "3, true",
    "131026, false",
    "131047, false",
    "131049, false",
    "130429, false",
    "131000, false",
    "-1, false",
    "999999, false"
  })
  void aMessageThatFailsLaterPausesTheNumberWithTheSameCodesAsAnAnswer(int code, boolean pauses) {
    assertThat(Reaction.pausesNumber(code)).isEqualTo(pauses);
  }

  @ParameterizedTest
  @CsvSource({
    "200, IN_DOUBT",
    "302, IN_DOUBT",
    "400, FAIL",
    "401, PAUSE_NUMBER",
    "403, PAUSE_NUMBER",
    "404, FAIL",
    "429, SLOW_NUMBER",
    "500, IN_DOUBT",
    "502, IN_DOUBT",
    "503, IN_DOUBT",
    "504, IN_DOUBT"
  })
  void withoutACodeTheStatusDecides(int status, Reaction reaction) {
    assertThat(Reaction.to(status, GraphError.missing())).isEqualTo(reaction);
  }
}
