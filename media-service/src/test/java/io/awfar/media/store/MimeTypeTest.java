package io.awfar.media.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MimeTypeTest {

  private static final String UNTYPED = "application/octet-stream";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image/png",
        "audio/ogg; codecs=opus",
        "text/plain; charset=utf-8; format=\"flowed\"",
        "image/png; name=\"a file, of mine.png\""
      })
  void whatAHeaderCanHaveIsKeptAsItIsStated(String stated) {
    assertThat(MimeType.orElse(stated, UNTYPED)).isEqualTo(stated);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image/png; name=\"\u00e9.png\"",
        "image/png; name=\"\u0635\u0648\u0631\u0629.png\"",
        "image/png; name=\"a\r\nX-Evil: 1\"",
        "image/png;\r\n name=a",
        "image/png; name=\"a\u0000b\"",
        "image/png; name=\"a\u007fb\"",
        "image/png;\tname=a",
        "image/png; \u00e9",
        "image/png ; name=a"
      })
  void parametersThatNoHeaderCanHaveAreLeftOut(String stated) {
    assertThat(MimeType.orElse(stated, UNTYPED)).isEqualTo("image/png");
  }

  @Test
  void parametersWithoutEndAreLeftOut() {
    String stated = "image/png; name=\"" + "a".repeat(100_000) + "\"";

    assertThat(MimeType.orElse(stated, UNTYPED)).isEqualTo("image/png");
  }

  @Test
  void whatIsNoTypeIsTheOther() {
    for (String stated :
        List.of(
            "", ";", "image", "imag\u00e9/png", "image/png\r\nX-Evil: 1", "a/" + "b".repeat(999))) {
      assertThat(MimeType.orElse(stated, UNTYPED)).isEqualTo(UNTYPED);
    }
    assertThat(MimeType.orElse(null, UNTYPED)).isEqualTo(UNTYPED);
  }

  @Test
  void whateverCharacterIsStatedAHeaderCanHaveWhatIsKept() {
    for (char c = 0; c < 0x800; c++) {
      String kept = MimeType.orElse("image/png; name=\"" + c + "\"", UNTYPED);

      assertThat(Headers.of("Content-Type", kept).get("Content-Type")).startsWith("image/png");
    }
  }
}
