package io.awfar.persistence.contact;

import io.awfar.persistence.batch.UnnestStatement;
import io.awfar.whatsapp.Message;
import io.r2dbc.spi.Connection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The table `contacts`.
@Component
public final class ContactStore {

  private static final String UPSERT =
      """
      insert into contacts as c (id, owner_id, wa_id, phone, phone_at, user_id, parent_user_id,
        user_id_at, username, name, profile_at, seen_at, created_at)
      select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[],
        $6::text[], $7::text[], $8::timestamptz[], $9::text[], $10::text[], $11::timestamptz[],
        $12::timestamptz[], $13::timestamptz[])
      on conflict (id) do update set
        phone = case when excluded.phone_at > coalesce(c.phone_at, '-infinity')
          then excluded.phone else c.phone end,
        phone_at = greatest(c.phone_at, excluded.phone_at),
        user_id = case when excluded.user_id_at > coalesce(c.user_id_at, '-infinity')
          then excluded.user_id else c.user_id end,
        parent_user_id = case when excluded.user_id_at > coalesce(c.user_id_at, '-infinity')
          then excluded.parent_user_id else c.parent_user_id end,
        user_id_at = greatest(c.user_id_at, excluded.user_id_at),
        username = case when excluded.profile_at > coalesce(c.profile_at, '-infinity')
          then excluded.username else c.username end,
        name = case when excluded.profile_at > coalesce(c.profile_at, '-infinity')
          then excluded.name else c.name end,
        profile_at = greatest(c.profile_at, excluded.profile_at),
        seen_at = greatest(c.seen_at, excluded.seen_at),
        created_at = least(c.created_at, excluded.created_at)
      where excluded.seen_at > c.seen_at
        or excluded.created_at < c.created_at
        or excluded.phone_at > coalesce(c.phone_at, '-infinity')
        or excluded.user_id_at > coalesce(c.user_id_at, '-infinity')
        or excluded.profile_at > coalesce(c.profile_at, '-infinity')
      """;

  /// The id of the contact of a message, null if it has none.
  public static @Nullable UUID idOf(Message message) {
    ContactRow row = ContactRow.of(message);
    return row == null ? null : row.id();
  }

  /// Brings the contacts of these messages up to date.
  public Mono<Void> upsert(Connection connection, List<Message> messages) {
    // By id, so that two transactions lock the rows they share in the same order.
    Map<UUID, ContactRow> contacts = new TreeMap<>();
    for (Message message : messages) {
      ContactRow row = ContactRow.of(message);
      if (row != null) {
        contacts.merge(row.id(), row, ContactRow::and);
      }
    }
    return contacts.isEmpty() ? Mono.empty() : upsert(connection, contacts);
  }

  private static Mono<Void> upsert(Connection connection, Map<UUID, ContactRow> contacts) {
    return UnnestStatement.of(connection, UPSERT)
        .columns(List.copyOf(contacts.values()))
        .uuids(ContactRow::id)
        .uuids(ContactRow::ownerId)
        .texts(ContactRow::waId)
        .texts(row -> row.phone().first())
        .times(row -> row.phone().at())
        .texts(row -> row.user().first())
        .texts(row -> row.user().second())
        .times(row -> row.user().at())
        .texts(row -> row.profile().first())
        .texts(row -> row.profile().second())
        .times(row -> row.profile().at())
        .times(ContactRow::seenAt)
        .times(ContactRow::createdAt)
        .end()
        .rowsUpdated()
        .then();
  }
}
