package io.awfar.media.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.media.type.FileType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrueTypeTest {

  @ParameterizedTest
  @CsvSource({
    // stated, found, kept
    "image/jpeg, image/jpeg, image/jpeg",
    "audio/ogg; codecs=opus, audio/ogg, audio/ogg; codecs=opus",
    ", image/png, image/png",
    "image/jpeg, image/png, image/png",
    "image/jpeg, application/octet-stream, image/jpeg",
    "image/jpeg, text/plain, text/plain",
    "application/pdf, application/octet-stream, application/pdf"
  })
  void theBytesDecideAndWhatWasStatedCountsWhereTheySayNothing(
      String stated, String found, String kept) {
    assertThat(TrueType.of(stated, new FileType(found))).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource({
    "text/html, text/html",
    "image/svg+xml, image/svg+xml",
    "image/svg+xml, application/octet-stream",
    "text/html; charset=utf-8, application/octet-stream",
    "TEXT/HTML, application/octet-stream",
    "image/jpeg, text/html",
    "application/javascript, application/octet-stream",
    "application/xml, application/xml",
    "image/jpeg, application/x-sh",
    "nonsense, application/octet-stream",
    ", application/zip"
  })
  void whatABrowserMightRunIsMereBytes(String stated, String found) {
    assertThat(TrueType.of(stated, new FileType(found))).isEqualTo("application/octet-stream");
  }
}
