package io.awfar.persistence.batch;

import io.awfar.schemas.topic.Topic;
import io.r2dbc.spi.Connection;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import reactor.core.publisher.Mono;

/// Where the records of one topic become rows.
///
/// Whatever the batches are cut to and however often a record comes, the rows end up the same: that
/// is what lets a batch be tried again, and a topic be read again from its beginning.
public interface RowStore<V extends SpecificRecord> {

  /// The topic whose records these are.
  Topic<V> topic();

  /// Writes a batch in the caller's transaction; what it fails with is the database's own failure.
  ///
  /// @param records in the order of their partitions, at least one
  Mono<Written> store(Connection connection, List<V> records);

  /// A faster way for records that are new, if there is one.
  default Optional<Appending<V>> appending() {
    return Optional.empty();
  }
}
