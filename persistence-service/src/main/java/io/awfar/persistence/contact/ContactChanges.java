package io.awfar.persistence.contact;

import io.awfar.persistence.batch.CopyRows;
import io.awfar.schemas.id.StableId;
import io.awfar.whatsapp.Message;
import io.r2dbc.spi.Connection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// What the messages of one transaction say of people, each person once: the table `contacts`.
///
/// Not thread-safe.
public final class ContactChanges {

  /// A table of the session, empty again after each transaction.
  private static final String STAGE =
      """
      create temporary table if not exists contact_changes (
        id uuid, owner_id uuid, wa_id text, phone text, phone_at timestamptz, user_id text,
        parent_user_id text, user_id_at timestamptz, username text, name text,
        profile_at timestamptz, seen_at timestamptz, created_at timestamptz
      ) on commit delete rows
      """;

  private static final String COPY = "copy contact_changes from stdin (format binary)";

  private static final String UPSERT =
      """
      insert into contacts as c (id, owner_id, wa_id, phone, phone_at, user_id, parent_user_id,
        user_id_at, username, name, profile_at, seen_at, created_at)
      select * from contact_changes
      on conflict (id) do update set
        wa_id = case when newer(excluded.phone_at, excluded.phone, excluded.wa_id,
          c.phone_at, c.phone, c.wa_id) then excluded.wa_id else c.wa_id end,
        phone = case when newer(excluded.phone_at, excluded.phone, excluded.wa_id,
          c.phone_at, c.phone, c.wa_id) then excluded.phone else c.phone end,
        phone_at = greatest(c.phone_at, excluded.phone_at),
        user_id = case when newer(excluded.user_id_at, excluded.user_id, excluded.parent_user_id,
          c.user_id_at, c.user_id, c.parent_user_id) then excluded.user_id else c.user_id end,
        parent_user_id = case when newer(excluded.user_id_at, excluded.user_id,
          excluded.parent_user_id, c.user_id_at, c.user_id, c.parent_user_id)
          then excluded.parent_user_id else c.parent_user_id end,
        user_id_at = greatest(c.user_id_at, excluded.user_id_at),
        username = case when newer(excluded.profile_at, excluded.username, excluded.name,
          c.profile_at, c.username, c.name) then excluded.username else c.username end,
        name = case when newer(excluded.profile_at, excluded.username, excluded.name,
          c.profile_at, c.username, c.name) then excluded.name else c.name end,
        profile_at = greatest(c.profile_at, excluded.profile_at),
        seen_at = greatest(c.seen_at, excluded.seen_at),
        created_at = least(c.created_at, excluded.created_at)
      where excluded.seen_at > c.seen_at
        or excluded.created_at < c.created_at
        or newer(excluded.phone_at, excluded.phone, excluded.wa_id, c.phone_at, c.phone, c.wa_id)
        or newer(excluded.user_id_at, excluded.user_id, excluded.parent_user_id,
          c.user_id_at, c.user_id, c.parent_user_id)
        or newer(excluded.profile_at, excluded.username, excluded.name,
          c.profile_at, c.username, c.name)
      """;

  /// Sent as one, with the rows behind it: the server is waited for once.
  private static final String WRITE = String.join(";\n", STAGE, COPY, UPSERT);

  private record Key(UUID ownerId, String identity) {}

  /// A person, whose id is computed once however many messages there are.
  private record Person(UUID id, ContactRow row) {

    Person and(ContactRow later) {
      return new Person(id, row.and(later));
    }
  }

  private final Map<Key, Person> people = new HashMap<>();

  /// Notes what a message says of its contact.
  ///
  /// @return the contact's id, null if the message has none
  public @Nullable UUID add(Message message) {
    ContactRow row = ContactRow.of(message);
    if (row == null) {
      return null;
    }
    Person person =
        people.compute(
            new Key(row.ownerId(), row.identity()),
            (key, known) ->
                known == null
                    ? new Person(StableId.contact(key.ownerId(), key.identity()), row)
                    : known.and(row));
    return person.id();
  }

  public int size() {
    return people.size();
  }

  /// Brings the contacts up to date.
  public Mono<Void> write(Connection connection) {
    if (people.isEmpty()) {
      return Mono.empty();
    }
    return Mono.defer(() -> {
      CopyRows rows = new CopyRows();
      // By id, so that two transactions lock the rows they share in the same order.
      people.values().stream()
          .sorted(Comparator.comparing(Person::id))
          .forEach(person -> person.row().write(rows, person.id()));
      return rows.into(connection, WRITE).then();
    });
  }
}
