package io.awfar.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainRequestsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/health",
        "/api/whatsapp/chats/",
        "/api/whatsapp/chats/0197a5b0-0000-8000-8000-000000000000/messages",
        "/.well-known/jwks.json",
        "/swagger-ui/index.html",
        "/webjars/swagger-ui/5.0.0/..css"
      })
  void aPathThatCanBeReadInOneWayOnlyIsPlain(String path) {
    assertThat(PlainRequests.isPlain(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//",
        "/api//auth/me",
        "/api/./auth/me",
        "/open/../api/auth/me",
        "/api/auth/..",
        "/api/auth/.",
        "/api/auth/me;x=1",
        "/%61pi/auth/me",
        "/api%2fauth/me",
        "/a%0d%0ab",
        "/a\\b",
        "/a b",
        "/a\u0000",
        "/ａpi"
      })
  void aPathThatAnotherReaderMightTakeForAnotherIsNot(String path) {
    assertThat(PlainRequests.isPlain(path)).isFalse();
  }
}
