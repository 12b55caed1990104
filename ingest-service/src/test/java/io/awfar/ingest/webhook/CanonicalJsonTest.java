package io.awfar.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

  private final WebhookJson json = new WebhookJson(64, 1 << 20);

  @Test
  void namesAreSortedAndWhiteSpaceIsGone() {
    assertThat(
            canonical(" { \"b\" : [ 1 , { \"d\" : null , \"c\" : true } , [ ] ] , \"a\" : { } } "))
        .isEqualTo("{\"a\":{},\"b\":[1,{\"c\":true,\"d\":null},[]]}");
  }

  @Test
  void numbersStayAsTheyWereWritten() {
    assertThat(canonical("[1,1.0,1e2,1E+2,-0,0.10,123456789012345678901234567890]"))
        .isEqualTo("[1,1.0,1e2,1E+2,-0,0.10,123456789012345678901234567890]");
  }

  @Test
  void textsHaveOneFormHoweverTheyAreEscaped() {
    assertThat(canonical("\"\\u00fc\\/\\n\\u000A\\u001f \\\"\\\\ 👋\""))
        .isEqualTo("\"\\u00fc/\\n\\n\\u001f \\\"\\\\ \\ud83d\\udc4b\"")
        .isEqualTo(canonical("\"ü/\\n\\n\\u001F \\u0022\\u005c \\uD83D\\uDC4B\""));
  }

  @Test
  void halfACharacterKeepsItsOwnForm() {
    assertThat(canonical("\"\\ud800\"")).isEqualTo("\"\\ud800\"");
    assertThat(canonical("\"\\ud801\"")).isEqualTo("\"\\ud801\"");
  }

  @Test
  void aTextThatEndsLikeAnOpeningBracketIsStillSeparated() {
    assertThat(canonical("[\"[\",\"{\",1]")).isEqualTo("[\"[\",\"{\",1]");
  }

  private String canonical(String text) {
    try (JsonWalk walk = json.walk(Slice.of(text))) {
      return CanonicalJson.write(walk);
    }
  }
}
