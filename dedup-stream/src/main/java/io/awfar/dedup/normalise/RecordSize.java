package io.awfar.dedup.normalise;

import io.awfar.whatsapp.RawEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/// Keeps out records that the broker would refuse: refused ones stop the partition.
final class RecordSize {

  /// How much larger than its payload a record can be: text that is both in a field and in the JSON
  /// (twice), a control character that takes six bytes of JSON instead of one, an empty object that
  /// becomes a record of thirty missing members.
  private static final int GROWTH_MAX = 16;

  private static final int BYTES_BESIDE_PAYLOAD = 4096;

  private final int bytesMax;

  RecordSize(int bytesMax) {
    this.bytesMax = bytesMax;
  }

  /// The record itself, or a quarantine if it is too large.
  Normalised bounded(Normalised normalised, RawEvent event) {
    long atMost =
        (long) event.getPayload().remaining() * GROWTH_MAX
            + (event.getChannelId().length() + event.getField().length()) * 6L
            + event.getBusinessAccountId().length() * 3L
            + BYTES_BESIDE_PAYLOAD;
    if (atMost <= bytesMax) {
      return normalised;
    }
    return switch (normalised) {
      case Normalised.OfMessage(SpecificRecord message) -> bounded(normalised, message);
      case Normalised.OfStatus(SpecificRecord status) -> bounded(normalised, status);
      case Normalised.OfChannelEvent(SpecificRecord channelEvent) ->
          bounded(normalised, channelEvent);
      case Normalised.Quarantined quarantined -> quarantined;
    };
  }

  private Normalised bounded(Normalised normalised, SpecificRecord record) {
    long bytes = bytesOf(record);
    return bytes <= bytesMax
        ? normalised
        : new Normalised.Quarantined(
            Reason.TOO_LARGE, "%d bytes, at most %d".formatted(bytes, bytesMax));
  }

  private static long bytesOf(SpecificRecord record) {
    CountingStream counted = new CountingStream();
    try {
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(counted, null);
      new SpecificDatumWriter<SpecificRecord>(
              record.getSchema(), SpecificData.getForClass(record.getClass()))
          .write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("nothing is written anywhere", e);
    }
    return counted.bytes;
  }

  private static final class CountingStream extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] b, int off, int len) {
      bytes += len;
    }
  }
}
