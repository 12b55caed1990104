package io.awfar.simulator.media;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// One page that shows the start of the filling, which a second stream keeps whole.
final class PdfFile {

  private static final String FONT =
      "<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>";

  private PdfFile() {}

  static byte[] with(byte[] filling) {
    String shown = new String(filling, 0, 24, StandardCharsets.US_ASCII);
    String page = "BT /F1 12 Tf 20 50 Td (" + shown + ") Tj ET";
    List<String> objects =
        List.of(
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 240 100]/Resources"
                + FONT
                + "/Contents 4 0 R>>",
            stream(page),
            stream(new String(filling, StandardCharsets.US_ASCII)));
    ByteWriter pdf = new ByteWriter(ByteOrder.BIG_ENDIAN).ascii("%PDF-1.4\n");
    List<Integer> offsets = new ArrayList<>();
    for (String object : objects) {
      offsets.add(pdf.size());
      pdf.ascii(offsets.size() + " 0 obj\n" + object + "\nendobj\n");
    }
    int xref = pdf.size();
    int size = objects.size() + 1;
    pdf.ascii("xref\n0 " + size + "\n0000000000 65535 f \n");
    offsets.forEach(offset -> pdf.ascii(String.format("%010d 00000 n \n", offset)));
    pdf.ascii("trailer\n<</Size " + size + "/Root 1 0 R>>\nstartxref\n" + xref + "\n%%EOF\n");
    return pdf.toBytes();
  }

  private static String stream(String content) {
    return "<</Length " + content.length() + ">>\nstream\n" + content + "\nendstream";
  }
}
