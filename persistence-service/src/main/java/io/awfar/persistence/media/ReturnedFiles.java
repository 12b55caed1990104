package io.awfar.persistence.media;

import io.awfar.persistence.batch.UnnestStatement;
import io.r2dbc.spi.Connection;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// Rows of `media` whose file was missing and is there again, since the same content came with
/// another message or was uploaded: its object has the same key. What was deleted stays deleted.
public final class ReturnedFiles {

  /// It goes by what the rows say and not by what was read just now, so that neither the order in
  /// which the topics are read matters nor how often. The marked rows come first: a file that was
  /// missing once may have a hundred thousand that are not.
  private static final String RETURN =
      """
      with marked as materialized (
        select distinct m.object_key, m.owner_id
        from unnest($1::text[], $2::uuid[]) as e (object_key, owner_id)
        join media m on m.object_key = e.object_key and m.owner_id = e.owner_id
        where m.outcome = 'missing'
      ), returned as materialized (
        select f.object_key, f.owner_id
        from marked
        join files f on f.object_key = marked.object_key and f.owner_id = marked.owner_id
        where f.gone = 'missing' and (f.uploaded_at > f.gone_at or exists (
          select from media s
          where s.object_key = f.object_key and s.owner_id = f.owner_id and s.outcome = 'stored'
            and s.occurred_at > f.gone_at))
      )
      update media m set outcome = 'stored'
      from returned r
      where m.object_key = r.object_key and m.owner_id = r.owner_id and m.outcome = 'missing'
      """;

  /// An object that was told to be stored, or to be gone.
  public record Told(String objectKey, UUID ownerId) {}

  private ReturnedFiles() {}

  /// To be called once all else of the transaction is written, by who holds the lock of files.
  public static Mono<Void> mark(Connection connection, List<Told> objects) {
    if (objects.isEmpty()) {
      return Mono.empty();
    }
    return UnnestStatement.of(connection, RETURN)
        .columns(objects)
        .texts(Told::objectKey)
        .uuids(Told::ownerId)
        .end()
        .rowsUpdated()
        .then();
  }
}
