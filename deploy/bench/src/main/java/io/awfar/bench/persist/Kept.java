package io.awfar.bench.persist;

import io.awfar.bench.process.Postgres;
import java.sql.SQLException;
import java.util.List;

/// What is kept up beside the messages.
///
/// @param inbound messages of all chats
record Kept(long chats, long inbound, long contacts) {

  private static final String COUNTS =
      """
      select (select count(*) from chats), (select sum(inbound_count) from chats),
        (select count(*) from contacts)
      """;

  /// What belongs to the first so many messages: each is a text that came in, which is to be read,
  /// and a chat is with one contact.
  static Kept of(SampleEvents events, long messages) {
    long chats = events.chatsOf(messages);
    return new Kept(chats, messages, chats);
  }

  static Kept in(Postgres postgres, String database) throws SQLException {
    List<Long> counts = postgres.numbers(database, COUNTS);
    return new Kept(counts.get(0), counts.get(1), counts.get(2));
  }
}
