package io.awfar.media.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.media.TestFiles;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatedHashTest {

  private static final byte[] CONTENT = TestFiles.random(100, 1);
  private static final String HEX = TestFiles.hex(CONTENT);

  @Test
  void hexAndBase64AreTheSameHash() {
    assertThat(StatedHash.hex(HEX)).isEqualTo(HEX);
    assertThat(StatedHash.hex(HEX.toUpperCase(Locale.ROOT))).isEqualTo(HEX);
    assertThat(StatedHash.hex(TestFiles.base64(CONTENT))).isEqualTo(HEX);
    assertThat(StatedHash.hex(TestFiles.base64(CONTENT).replace("=", ""))).isEqualTo(HEX);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "<HASH>", "abcd", "not base64 at all!"})
  void whatIsNoHashIsNotComparedWith(String stated) {
    assertThat(StatedHash.hex(stated)).isNull();
  }
}
