package io.awfar.bench.dedup;

import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

/// A way to keep duplicates out of a stream of bytes. Everything around it is the same for all.
interface Contender {

  /// As it is called on the command line and in tables.
  String name();

  /// The step that forwards each event once; brings its stores along.
  ///
  /// [SampleRecord] tells what is in a record.
  ProcessorSupplier<byte[], byte[], byte[], byte[]> step();

  /// Memory that the stores take outside of the heap, in bytes.
  long storeBytes(KafkaStreams streams);
}
