package io.awfar.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedPathTest {

  @ParameterizedTest
  @CsvSource({
    "/api/whatsapp/chats, /api/whatsapp/chats",
    "/api/whatsapp/channels/106540352242922/check, /api/whatsapp/channels/*/check",
    "/api/whatsapp/chats/0197a5b0-0000-8000-8000-000000000000/messages,"
        + " /api/whatsapp/chats/*/messages",
    "/api/auth/boss@example.com, /api/auth/*",
    "/.well-known/jwks.json, /*/jwks.json",
    "/a/b/c/d/e/f/g/h/i/j/k, /a/b/c/d/e/f/g/h/*",
    "/x/%0d%0a, /x/*",
    "/, /"
  })
  void whatMayStandForSomebodyIsAStar(String path, String masked) {
    assertThat(MaskedPath.of(path)).isEqualTo(masked);
  }
}
