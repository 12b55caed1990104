package io.awfar.persistence.event;

import static java.util.Comparator.comparing;

import io.awfar.persistence.batch.IdOrder;
import io.awfar.persistence.batch.RowStore;
import io.awfar.persistence.batch.UnnestStatement;
import io.awfar.persistence.batch.Written;
import io.awfar.persistence.contact.IdentityLinks;
import io.awfar.persistence.contact.KnownLinks;
import io.awfar.persistence.count.RowKind;
import io.awfar.schemas.topic.Topic;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.ChannelEvent;
import io.r2dbc.spi.Connection;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The table `channel_events`.
@Component
final class ChannelEventStore implements RowStore<ChannelEvent> {

  private static final String INSERT =
      """
      insert into channel_events (id, owner_id, received_at, channel_id, business_account_id,
        field, content, occurred_at)
      select id, owner_id, received_at, channel_id, business_account_id, field, content::json,
        occurred_at
      from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[], $5::text[], $6::text[],
          $7::text[], $8::timestamptz[])
        as e(id, owner_id, received_at, channel_id, business_account_id, field, content,
          occurred_at)
      on conflict do nothing
      """;

  /// A record that is only read again finds its own row, one published twice a row that was
  /// received at another time.
  private static final String SUPPRESS =
      """
      insert into suppressed_events (owner_id, received_at, kind, channel_id, event_key)
      select distinct e.owner_id, e.received_at, 'channel_event', e.channel_id, e.id::text
      from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[])
        as e(id, owner_id, received_at, channel_id)
      where not exists (
        select from channel_events r where r.id = e.id and r.received_at = e.received_at)
      order by 1, 5, 4, 2
      on conflict do nothing
      """;

  private final KnownLinks known;

  ChannelEventStore(KnownLinks known) {
    this.known = known;
  }

  @Override
  public Topic<ChannelEvent> topic() {
    return Topics.CHANNEL_EVENTS;
  }

  @Override
  public Mono<Written> store(Connection connection, List<ChannelEvent> events) {
    // By key, so that two transactions that hold the same events meet them in the same order.
    List<ChannelEvent> sorted =
        events.stream().sorted(comparing(ChannelEvent::getEventId, IdOrder.UNSIGNED)).toList();
    IdentityLinks links = new IdentityLinks(known);
    events.forEach(event -> {
      UserIdUpdates.note(event, links);
      EventIdentities.note(event, links);
    });
    return insert(connection, sorted)
        .flatMap(inserted -> links.write(connection).thenReturn(inserted))
        .flatMap(inserted ->
            (inserted == sorted.size() ? Mono.just(0L) : suppress(connection, sorted))
                .map(suppressed ->
                    new Written(RowKind.CHANNEL_EVENTS, sorted.size(), inserted, suppressed)));
  }

  private static Mono<Long> insert(Connection connection, List<ChannelEvent> events) {
    return head(UnnestStatement.of(connection, INSERT), events)
        .texts(ChannelEvent::getBusinessAccountId)
        .texts(ChannelEvent::getField)
        .texts(ChannelEvent::getContent)
        .times(ChannelEvent::getOccurredAt)
        .end()
        .rowsUpdated();
  }

  private static Mono<Long> suppress(Connection connection, List<ChannelEvent> events) {
    return head(UnnestStatement.of(connection, SUPPRESS), events).end().rowsUpdated();
  }

  private static UnnestStatement.Columns<ChannelEvent> head(
      UnnestStatement statement, List<ChannelEvent> events) {
    return statement
        .columns(events)
        .uuids(ChannelEvent::getEventId)
        .uuids(ChannelEvent::getOwnerId)
        .times(ChannelEvent::getReceivedAt)
        .texts(ChannelEvent::getChannelId);
  }
}
