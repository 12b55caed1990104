package io.awfar.persistence.file;

import io.awfar.persistence.batch.RowStore;
import io.awfar.persistence.batch.UnnestStatement;
import io.awfar.persistence.batch.Written;
import io.awfar.persistence.count.RowKind;
import io.awfar.persistence.media.ReturnedFiles;
import io.awfar.persistence.media.ReturnedFiles.Told;
import io.awfar.schemas.topic.Topic;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.FileEvent;
import io.awfar.whatsapp.FileEventType;
import io.r2dbc.spi.Connection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The table `files`, and what becomes of the rows of `media` whose file is gone, or there again.
@Component
final class FileStore implements RowStore<FileEvent> {

  /// A row that was inserted and not updated has no xmax.
  private static final String UPSERT =
      """
      with kept as (
        insert into files as f (object_key, owner_id, uploaded_at, gone_at, size_bytes, uploaded_by,
          deleted_by, mime_type, kind, file_name, gone, deleted_at)
        select * from unnest($1::text[], $2::uuid[], $3::timestamptz[], $4::timestamptz[],
          $5::bigint[], $6::uuid[], $7::uuid[], $8::text[], $9::text[], $10::text[], $11::text[],
          $12::timestamptz[])
        on conflict (object_key) do update set
          (uploaded_at, size_bytes, uploaded_by, mime_type, kind, file_name) = (
            select excluded.uploaded_at, excluded.size_bytes, excluded.uploaded_by,
              excluded.mime_type, excluded.kind, excluded.file_name
            where coalesce(excluded.uploaded_at > f.uploaded_at, f.uploaded_at is null)
            union all
            select f.uploaded_at, f.size_bytes, f.uploaded_by, f.mime_type, f.kind, f.file_name
            where not coalesce(excluded.uploaded_at > f.uploaded_at, f.uploaded_at is null)),
          (deleted_at, deleted_by) = (
            select excluded.deleted_at, excluded.deleted_by
            where coalesce(excluded.deleted_at > f.deleted_at, f.deleted_at is null)
            union all
            select f.deleted_at, f.deleted_by
            where not coalesce(excluded.deleted_at > f.deleted_at, f.deleted_at is null)),
          (gone_at, gone) = (
            select end_of.gone_at, end_of.gone
            from (values (excluded.gone_at, excluded.gone), (f.gone_at, f.gone))
              as end_of (gone_at, gone)
            order by end_of.gone_at desc nulls last, end_of.gone
            limit 1)
        where coalesce(excluded.uploaded_at > f.uploaded_at, excluded.uploaded_at is not null
            and f.uploaded_at is null)
          or coalesce(excluded.deleted_at > f.deleted_at, excluded.deleted_at is not null
            and f.deleted_at is null)
          or coalesce(excluded.gone_at > f.gone_at, excluded.gone_at is not null
            and f.gone_at is null)
        returning xmax = 0 as inserted
      )
      select count(*) filter (where inserted) from kept
      """;

  /// As [io.awfar.persistence.media] does for a file that is stored after it was told to be gone.
  /// What was deleted must not come back with its object, though it was missing before or after.
  private static final String END_MEDIA =
      """
      update media m
      set outcome = case when m.occurred_at <= e.deleted_at then 'deleted' else 'missing' end
      from unnest($1::text[], $2::uuid[], $3::timestamptz[], $4::timestamptz[])
        as e (object_key, owner_id, gone_at, deleted_at)
      where m.object_key = e.object_key and m.owner_id = e.owner_id
        and (m.outcome = 'stored' and m.occurred_at <= e.gone_at
          or m.outcome = 'missing' and m.occurred_at <= e.deleted_at)
      """;

  /// No file may be stored between what is written here and what is looked for there.
  private static final String ALONE = "select pg_advisory_xact_lock(hashtext('awfar.files'))";

  @Override
  public Topic<FileEvent> topic() {
    return Topics.FILES;
  }

  @Override
  public Mono<Written> store(Connection connection, List<FileEvent> events) {
    // By key, so that two transactions lock the rows they share in the same order.
    Map<String, FileRow> byKey = new TreeMap<>();
    for (FileEvent event : events) {
      if (event.getType() != FileEventType.UNKNOWN) {
        FileRow row = FileRow.of(event);
        byKey.merge(row.objectKey(), row, FileRow::with);
      }
    }
    List<FileRow> rows = List.copyOf(byKey.values());
    List<FileRow> ends = rows.stream().filter(row -> row.goneAt() != null).toList();
    List<Told> told = rows.stream().map(row -> new Told(row.objectKey(), row.ownerId())).toList();
    Mono<Void> endMedia = ends.isEmpty() ? Mono.empty() : endMedia(connection, ends);
    return UnnestStatement.of(connection, ALONE)
        .rowsUpdated()
        .then(Mono.defer(() -> upsert(connection, rows)))
        .delayUntil(_ -> endMedia)
        // Also after an end: it may be read again, or late, when the file is long back.
        .delayUntil(_ -> ReturnedFiles.mark(connection, told))
        .map(inserted -> new Written(RowKind.OBJECTS, events.size(), inserted, 0));
  }

  private static Mono<Long> upsert(Connection connection, List<FileRow> rows) {
    return UnnestStatement.of(connection, UPSERT)
        .columns(rows)
        .texts(FileRow::objectKey)
        .uuids(FileRow::ownerId)
        .times(FileRow::uploadedAt)
        .times(FileRow::goneAt)
        .longs(ofUpload(FileEvent::getSizeBytes))
        .uuids(ofUpload(FileEvent::getActorId))
        .uuids(FileRow::deletedBy)
        .texts(ofUpload(FileEvent::getMimeType))
        .texts(ofUpload(FileEvent::getKind))
        .texts(ofUpload(FileEvent::getFileName))
        .texts(FileRow::gone)
        .times(FileRow::deletedAt)
        .end()
        .number();
  }

  private static Mono<Void> endMedia(Connection connection, List<FileRow> ends) {
    return UnnestStatement.of(connection, END_MEDIA)
        .columns(ends)
        .texts(FileRow::objectKey)
        .uuids(FileRow::ownerId)
        .times(FileRow::goneAt)
        .times(FileRow::deletedAt)
        .end()
        .rowsUpdated()
        .then();
  }

  private static <T> Function<FileRow, @Nullable T> ofUpload(
      Function<FileEvent, @Nullable T> column) {
    return row -> row.upload() == null ? null : column.apply(row.upload());
  }
}
