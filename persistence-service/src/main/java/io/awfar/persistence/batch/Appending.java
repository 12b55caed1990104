package io.awfar.persistence.batch;

import io.r2dbc.spi.Connection;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import reactor.core.publisher.Mono;

/// The rows of one transaction, all of records that are not there yet. If one is, the database
/// refuses it, and the transaction has to be given up.
///
/// Used by one thread.
public interface Appending<V extends SpecificRecord> {

  /// Prepares the rows of these records, and inserts them when subscribed to.
  Mono<Long> append(Connection connection, List<V> records);

  /// How many rows [#finish] would write. They are in memory until then.
  int pending();

  /// Writes what follows from all that was appended, before the commit.
  Mono<Written> finish(Connection connection);
}
