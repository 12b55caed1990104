package io.awfar.persistence.media;

import static java.util.Comparator.comparing;

import io.awfar.persistence.batch.IdOrder;
import io.awfar.persistence.batch.RowStore;
import io.awfar.persistence.batch.UnnestStatement;
import io.awfar.persistence.batch.Written;
import io.awfar.persistence.count.RowKind;
import io.awfar.persistence.media.ReturnedFiles.Told;
import io.awfar.schemas.topic.Topic;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.MediaEvent;
import io.awfar.whatsapp.MediaOutcome;
import io.r2dbc.spi.Connection;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The table `media`: one row per message that has a file. One that is told to be stored before it
/// was told to be gone is gone, whichever of the two is read first.
@Component
final class MediaStore implements RowStore<MediaEvent> {

  /// A row that was inserted and not updated has no xmax.
  private static final String UPSERT =
      """
      with kept as (
        insert into media as m (owner_id, message_id, occurred_at, size_bytes, outcome, object_key,
          mime_type, sha256, reason, media_id, thumbnail_key, width_pixels, height_pixels,
          duration_millis)
        select e.owner_id, e.message_id, e.occurred_at, e.size_bytes,
          case when f.deleted_at >= e.occurred_at then 'deleted'
            else coalesce(f.gone, e.outcome) end,
          e.object_key, e.mime_type, e.sha256, e.reason, e.media_id, e.thumbnail_key,
          e.width_pixels, e.height_pixels, e.duration_millis
        from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::bigint[], $5::text[],
          $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[],
          $12::integer[], $13::integer[], $14::bigint[])
          with ordinality as e (owner_id, message_id, occurred_at, size_bytes, outcome, object_key,
            mime_type, sha256, reason, media_id, thumbnail_key, width_pixels, height_pixels,
            duration_millis, place)
        left join files f on f.object_key = e.object_key and f.owner_id = e.owner_id
          and f.gone_at >= e.occurred_at and e.outcome = 'stored'
        order by e.place
        on conflict (owner_id, message_id) do update set
          occurred_at = excluded.occurred_at,
          size_bytes = excluded.size_bytes,
          outcome = excluded.outcome,
          object_key = excluded.object_key,
          mime_type = excluded.mime_type,
          sha256 = excluded.sha256,
          reason = excluded.reason,
          media_id = excluded.media_id,
          thumbnail_key = excluded.thumbnail_key,
          width_pixels = excluded.width_pixels,
          height_pixels = excluded.height_pixels,
          duration_millis = excluded.duration_millis
        where (excluded.outcome in ('stored', 'deleted', 'missing'), excluded.occurred_at)
          > (m.outcome in ('stored', 'deleted', 'missing'), m.occurred_at)
        returning xmax = 0 as inserted
      )
      select count(*) filter (where inserted) from kept
      """;

  /// No file may be told to be gone between what is looked for here and what is written. Who will
  /// write to rows of other messages, which cannot be locked in the order of keys, does so alone.
  private static final String BESIDE_EACH_OTHER =
      """
      select case
        when exists (
          select from unnest($1::text[]) as e (object_key)
          join media m on m.object_key = e.object_key and m.outcome = 'missing')
        then pg_advisory_xact_lock(hashtext('awfar.files'))
        else pg_advisory_xact_lock_shared(hashtext('awfar.files'))
      end
      """;

  /// As in the statement: a stored file before any failure, then the newer; else the first.
  private static final Comparator<MediaEvent> BETTER =
      comparing((MediaEvent event) -> event.getOutcome() == MediaOutcome.STORED)
          .thenComparing(MediaEvent::getOccurredAt);

  private record Key(UUID ownerId, UUID messageId) implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
        comparing(Key::ownerId, IdOrder.UNSIGNED).thenComparing(Key::messageId, IdOrder.UNSIGNED);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  @Override
  public Topic<MediaEvent> topic() {
    return Topics.MEDIA;
  }

  @Override
  public Mono<Written> store(Connection connection, List<MediaEvent> events) {
    // By key, so that two transactions lock the rows they share in the same order.
    Map<Key, MediaEvent> best = new TreeMap<>();
    events.forEach(event ->
        best.merge(
            new Key(event.getOwnerId(), event.getMessageId()),
            event,
            (first, next) -> BETTER.compare(next, first) > 0 ? next : first));
    List<Told> stored = stored(best.values());
    return UnnestStatement.of(connection, BESIDE_EACH_OTHER)
        .columns(stored)
        .texts(Told::objectKey)
        .end()
        .rowsUpdated()
        .then(Mono.defer(() -> upsert(connection, List.copyOf(best.values()))))
        .delayUntil(_ -> ReturnedFiles.mark(connection, stored))
        .map(inserted -> new Written(RowKind.MEDIA, events.size(), inserted, 0));
  }

  private static List<Told> stored(Collection<MediaEvent> events) {
    return events.stream()
        .filter(event -> event.getOutcome() == MediaOutcome.STORED && event.getObjectKey() != null)
        .map(event -> new Told(event.getObjectKey(), event.getOwnerId()))
        .distinct()
        .toList();
  }

  private static Mono<Long> upsert(Connection connection, List<MediaEvent> best) {
    return UnnestStatement.of(connection, UPSERT)
        .columns(best)
        .uuids(MediaEvent::getOwnerId)
        .uuids(MediaEvent::getMessageId)
        .times(MediaEvent::getOccurredAt)
        .longs(MediaEvent::getSizeBytes)
        .texts(event -> event.getOutcome().name().toLowerCase(Locale.ROOT))
        .texts(MediaEvent::getObjectKey)
        .texts(MediaEvent::getMimeType)
        .texts(MediaEvent::getSha256)
        .texts(MediaEvent::getReason)
        .texts(event -> event.getMediaId().isEmpty() ? null : event.getMediaId())
        .texts(MediaEvent::getThumbnailKey)
        .integers(MediaEvent::getWidthPixels)
        .integers(MediaEvent::getHeightPixels)
        .longs(MediaEvent::getDurationMillis)
        .end()
        .number();
  }
}
