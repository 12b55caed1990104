package io.awfar.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "*",
        "/api/whatsapp/search?q=%D8%B3&before=2026-11-22T10:15:30+03:00",
        "/api/whatsapp/chats?label=a&label=b;c/?:@!$'()*,~",
        "http://example.com:5000/api"
      })
  void whatIsAUriStaysAsItIs(String target) {
    assertThat(RequestTarget.normalized(target)).isEqualTo(target);
  }

  @ParameterizedTest
  @CsvSource({
    "/search?q=100%, /search?q=100%25",
    "/search?q=%zz%2, /search?q=%25zz%252",
    "/search?q=a|b, /search?q=a%7Cb",
    "/search?q=a#b, /search?q=a%23b",
    "/search?q[]=a, /search?q%5B%5D=a",
    "/a\\b, /a%5Cb"
  })
  void whatNoUriHasIsEscaped(String target, String escaped) {
    assertThat(RequestTarget.normalized(target)).isEqualTo(escaped);
  }

  @Test
  void lettersOfAnyScriptAreReadAsUtf8() {
    String asNettyReadsIt =
        new String("/search?q=سلام".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    assertThat(RequestTarget.normalized(asNettyReadsIt))
        .isEqualTo("/search?q=%D8%B3%D9%84%D8%A7%D9%85");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/upload/signed-url/a%2Fb?x=%2F, /api/upload/signed-url/a/b?x=%2F",
    "/api/upload/a%2fb, /api/upload/a/b",
    "/api/whatsapp/chats%2Fb, /api/whatsapp/chats%2Fb",
    "/api/upload/%2e%2e%2Fauth/me, /api/upload/%2e%2e/auth/me"
  })
  void theSlashWithinThePathOfAFileMayBeEscaped(String target, String read) {
    assertThat(RequestTarget.normalized(target)).isEqualTo(read);
  }
}
