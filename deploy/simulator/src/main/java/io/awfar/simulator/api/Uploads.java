package io.awfar.simulator.api;

import io.awfar.simulator.graph.GraphError;
import io.awfar.simulator.graph.Reply;
import io.awfar.simulator.ledger.SendLedger;
import io.awfar.simulator.ledger.SendLedger.Call;
import io.awfar.simulator.media.MediaId;
import io.awfar.simulator.media.MediaKind;
import io.awfar.simulator.payload.Draw;
import io.awfar.simulator.payload.PhoneNumber;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Accepts uploaded files without keeping them: the id given out stands for a file of the same kind
/// and about the same size.
final class Uploads {

  private static final int HEAD_BYTES_MAX = 64 * 1024;
  private static final Pattern FILE_TYPE =
      Pattern.compile(
          "filename=.*?\\r\\nContent-Type: *([^\\r\\n]+)",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final SendLedger ledger;

  Uploads(SendLedger ledger) {
    this.ledger = ledger;
  }

  Reply accept(PhoneNumber number, @Nullable String contentType, InputStream body)
      throws GraphError, IOException {
    if (contentType == null || !contentType.startsWith("multipart/form-data")) {
      throw GraphError.parameter("The body must be multipart/form-data.");
    }
    byte[] head = body.readNBytes(HEAD_BYTES_MAX);
    long bytes = head.length + body.transferTo(OutputStream.nullOutputStream());
    String text = new String(head, StandardCharsets.ISO_8859_1);
    Matcher type = FILE_TYPE.matcher(text);
    if (!type.find() || !text.contains("messaging_product")) {
      throw GraphError.parameter("messaging_product and file are required.");
    }
    Draw draw = Draw.of(System.nanoTime(), number.id().hashCode());
    UploadTypes.check(type.group(1), bytes);
    MediaKind kind = MediaKind.of(type.group(1));
    ledger.count(Call.UPLOAD);
    MediaId id = MediaId.draw(kind, (int) Math.min(bytes, 1 << 20), draw);
    return Reply.json(answer -> answer.put("id", id.toString()));
  }
}
