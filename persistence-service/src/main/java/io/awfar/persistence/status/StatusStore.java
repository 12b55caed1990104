package io.awfar.persistence.status;

import io.awfar.persistence.batch.Appending;
import io.awfar.persistence.batch.RowStore;
import io.awfar.persistence.batch.UnnestStatement;
import io.awfar.persistence.batch.Written;
import io.awfar.persistence.contact.IdentityLinks;
import io.awfar.persistence.contact.KnownLinks;
import io.awfar.persistence.count.RowKind;
import io.awfar.schemas.topic.Topic;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.MessageStatus;
import io.r2dbc.spi.Connection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The table `message_statuses`: appended to, never updated.
@Component
final class StatusStore implements RowStore<MessageStatus> {

  private static final String INSERT =
      """
      insert into message_statuses (owner_id, wa_message_id, rank, status, recipient, channel_id,
        occurred_at, received_at, error_code, error_title, conversation_id, conversation_origin,
        pricing_model, pricing_category, billable, callback_data, error_details)
      select * from unnest($1::uuid[], $2::text[], $3::int[], $4::text[], $5::text[], $6::text[],
        $7::timestamptz[], $8::timestamptz[], $9::int[], $10::text[], $11::text[], $12::text[],
        $13::text[], $14::text[], $15::boolean[], $16::text[],
        $17::text[])
      on conflict do nothing
      """;

  /// A record that is only read again finds its own row, one published twice a row that was
  /// received at another time.
  private static final String SUPPRESS =
      """
      insert into suppressed_events (owner_id, received_at, kind, channel_id, event_key)
      select distinct s.owner_id, s.received_at, 'status', s.channel_id,
        s.wa_message_id || ' ' || s.status || ' ' || s.recipient
      from unnest($1::uuid[], $2::text[], $3::int[], $4::text[], $5::text[], $6::text[],
          $7::timestamptz[])
        as s(owner_id, wa_message_id, rank, status, recipient, channel_id, received_at)
      where not exists (
        select from message_statuses r
        where r.owner_id = s.owner_id and r.wa_message_id = s.wa_message_id and r.rank = s.rank
          and r.status = s.status and r.recipient = s.recipient and r.channel_id = s.channel_id
          and r.received_at = s.received_at)
      order by 1, 5, 4, 2
      on conflict do nothing
      """;

  private final KnownLinks known;

  StatusStore(KnownLinks known) {
    this.known = known;
  }

  @Override
  public Topic<MessageStatus> topic() {
    return Topics.STATUSES;
  }

  @Override
  public Optional<Appending<MessageStatus>> appending() {
    return Optional.of(new StatusAppending(known));
  }

  @Override
  public Mono<Written> store(Connection connection, List<MessageStatus> statuses) {
    // By key, so that two transactions that hold the same statuses meet them in the same order.
    List<StatusRow> rows = statuses.stream().map(StatusRow::of).sorted(StatusRow.KEY).toList();
    IdentityLinks links = new IdentityLinks(known);
    statuses.forEach(links::add);
    SendsOfStatuses sends = new SendsOfStatuses();
    statuses.forEach(sends::add);
    return insert(connection, rows)
        .flatMap(inserted -> links.write(connection).thenReturn(inserted))
        .flatMap(inserted ->
            (inserted == rows.size() ? Mono.just(0L) : suppress(connection, rows))
                .map(
                    suppressed -> new Written(RowKind.STATUSES, rows.size(), inserted, suppressed)))
        .flatMap(written -> sends.write(connection).thenReturn(written));
  }

  private static Mono<Long> insert(Connection connection, List<StatusRow> rows) {
    return key(UnnestStatement.of(connection, INSERT), rows)
        .times(StatusRow::occurredAt)
        .times(StatusRow::receivedAt)
        .integers(StatusRow::errorCode)
        .texts(StatusRow::errorTitle)
        .texts(StatusRow::conversationId)
        .texts(StatusRow::conversationOrigin)
        .texts(StatusRow::pricingModel)
        .texts(StatusRow::pricingCategory)
        .booleans(StatusRow::billable)
        .texts(StatusRow::callbackData)
        .texts(StatusRow::errorDetails)
        .end()
        .rowsUpdated();
  }

  private static Mono<Long> suppress(Connection connection, List<StatusRow> rows) {
    return key(UnnestStatement.of(connection, SUPPRESS), rows)
        .times(StatusRow::receivedAt)
        .end()
        .rowsUpdated();
  }

  private static UnnestStatement.Columns<StatusRow> key(
      UnnestStatement statement, List<StatusRow> rows) {
    return statement
        .columns(rows)
        .uuids(StatusRow::ownerId)
        .texts(StatusRow::waMessageId)
        .integers(StatusRow::rank)
        .texts(StatusRow::status)
        .texts(StatusRow::recipient)
        .texts(StatusRow::channelId);
  }
}
