package io.awfar.media.transfer;

import io.awfar.media.lane.Lane;
import io.awfar.media.lane.Trail;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/// A file that is not brought to its end here and now, but in another lane.
///
/// @param trail what the record says about its way so far
record DeferredFile(PendingFile file, Lane lane, Trail trail, Instant at) implements Outcome {

  /// The file could not be had.
  static DeferredFile fault(PendingFile file, Lane to, String reason, Instant at) {
    return new DeferredFile(file, to, file.trail().fault(at, reason), at);
  }

  /// The file takes longer than others are to wait for it.
  static DeferredFile slow(PendingFile file, Instant at) {
    return new DeferredFile(file, Lane.SLOW, file.trail().moved("slow"), at);
  }

  /// There was no room for the file in time.
  static DeferredFile crowded(PendingFile file, Lane from, Instant at) {
    return new DeferredFile(file, from.afterCrowd(), file.trail().moved("crowded"), at);
  }

  /// The message again; its time is now, from which its lane counts.
  ProducerRecord<byte[], SpecificRecord> record() {
    ProducerRecord<byte[], SpecificRecord> record =
        new ProducerRecord<>(
            lane.topic().name(), null, at.toEpochMilli(), file.key(), file.message());
    trail.write(record.headers());
    return record;
  }
}
