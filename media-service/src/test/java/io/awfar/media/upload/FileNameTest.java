package io.awfar.media.upload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {

  @ParameterizedTest
  @CsvSource({
    "offer.pdf, offer.pdf",
    "../../etc/passwd, passwd",
    "C:\\fakepath\\a.png, a.png",
    "/tmp/a/../b.txt, b.txt",
    "'عرض السعر.pdf', 'عرض السعر.pdf'",
    "'a<script>.png', ascript.png"
  })
  void onlyTheNameItselfIsLeft(String stated, String left) {
    assertThat(FileName.of(stated)).isEqualTo(left);
  }

  @Test
  void whatCannotBeShownIsTakenOut() {
    assertThat(FileName.of("a\u0000\r\n\u202Egpj.exe")).isEqualTo("agpj.exe");
  }

  @ParameterizedTest
  @CsvSource({"''", "..", ".", "'  '", "a/", "'\\'"})
  void aNameOfNothingIsNone(String stated) {
    assertThat(FileName.of(stated)).isNull();
  }

  @Test
  void aLongNameKeepsItsEnd() {
    assertThat(FileName.of("a".repeat(1000) + ".pdf")).hasSize(240).endsWith("a.pdf");
  }
}
