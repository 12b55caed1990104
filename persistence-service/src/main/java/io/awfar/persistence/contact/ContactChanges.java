package io.awfar.persistence.contact;

import io.awfar.persistence.batch.CopyRows;
import io.awfar.schemas.id.StableId;
import io.awfar.whatsapp.Message;
import io.r2dbc.spi.Connection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// What the messages of one transaction say of people, each person once: the table `contacts`.
///
/// Not thread-safe.
public final class ContactChanges {

  /// A table of the session, empty again after each transaction. The root is found there: the id of
  /// the contact that this one is a part of.
  private static final String STAGE =
      """
      create temporary table if not exists contact_changes (
        id uuid, owner_id uuid, wa_id text, phone text, phone_at timestamptz, user_id text,
        parent_user_id text, user_id_at timestamptz, username text, name text,
        profile_at timestamptz, seen_at timestamptz, created_at timestamptz, root uuid
      ) on commit delete rows
      """;

  private static final String COPY =
      """
      copy contact_changes (id, owner_id, wa_id, phone, phone_at, user_id, parent_user_id,
        user_id_at, username, name, profile_at, seen_at, created_at) from stdin (format binary)
      """;

  private static final String MERGE = "call write_contacts()";

  /// Sent as one, with the rows behind it: the server is waited for once.
  private static final String WRITE = String.join(";\n", STAGE, COPY, MERGE);

  private record Key(UUID ownerId, String identity) {}

  /// A person, whose id is computed once however many messages there are.
  ///
  /// @param row what is said of them, null if they are only to be locked
  private record Person(UUID id, Key key, @Nullable ContactRow row) {

    static Person of(Key key, @Nullable ContactRow row) {
      return new Person(StableId.contact(key.ownerId(), key.identity()), key, row);
    }

    Person and(ContactRow later) {
      return new Person(id, key, row == null ? later : row.and(later));
    }

    void write(CopyRows rows) {
      if (row == null) {
        ContactRow.writeName(rows, id, key.ownerId(), key.identity());
      } else {
        row.write(rows, id);
      }
    }
  }

  private final Map<Key, Person> people = new HashMap<>();

  /// Notes what a message says of its contact. The contact that its chat is named by is locked too,
  /// if that is another: whoever writes a chat holds its contact.
  ///
  /// @return the contact's id, null if the message has none
  public @Nullable UUID add(Message message) {
    ContactRow row = ContactRow.of(message);
    if (row == null || !isChatWith(message, row.identity())) {
      lock(message);
    }
    if (row == null) {
      return null;
    }
    Person person =
        people.compute(
            new Key(row.ownerId(), row.identity()),
            (key, known) -> known == null ? Person.of(key, row) : known.and(row));
    return person.id();
  }

  /// Locks the contact that the chat of a message is named by, and says nothing of it.
  public void lock(Message message) {
    if (message.getGroupId() == null) {
      lock(message.getOwnerId(), message.getWaChatId().substring(nameAt(message)));
    }
  }

  /// Locks whoever is named by a link together with the others, since all contacts of a transaction
  /// have to be locked in one go.
  public void add(IdentityLinks links) {
    links.forEachName(this::lock);
  }

  private void lock(UUID ownerId, String identity) {
    people.computeIfAbsent(new Key(ownerId, identity), key -> Person.of(key, null));
  }

  private static boolean isChatWith(Message message, String identity) {
    String name = message.getWaChatId();
    int at = nameAt(message);
    return name.length() == at + identity.length() && name.startsWith(identity, at);
  }

  /// Where the name of the contact begins in that of a chat, behind the channel.
  private static int nameAt(Message message) {
    return Math.min(message.getWaChatId().length(), message.getChannelId().length() + 1);
  }

  public int size() {
    return people.size();
  }

  /// Brings the contacts up to date, and locks them.
  public Mono<Void> write(Connection connection) {
    return Mono.defer(() -> {
      if (people.isEmpty()) {
        return Mono.empty();
      }
      CopyRows rows = new CopyRows();
      people.values().forEach(person -> person.write(rows));
      return rows.into(connection, WRITE).then();
    });
  }
}
