package io.awfar.guarantees.verify;

import java.util.List;
import java.util.SortedMap;

/// All that the verification looks at.
///
/// @param sent the events that were answered 200
/// @param raw the raw topic, in the order of each partition
/// @param clean each clean topic by name, committed records only, in the order of each partition
/// @param stored identities of the rows in PostgreSQL, one for each row
/// @param contents what raw records, clean messages and rows say beside what was sent
/// @param chats the rows of chats beside their messages in PostgreSQL
/// @param suppressed events that only PostgreSQL's constraints kept from being stored twice
/// @param deadLetters a line for each dead letter: reason and origin
/// @param filesOfMessages ids of the messages in the clean topic that tell of a file
/// @param fates ids of the messages in the topic of files, one for each record
/// @param storedFates ids of the messages in the table of files, one for each row
public record Evidence(
    SentEvents sent,
    List<Placed> raw,
    SortedMap<String, List<Placed>> clean,
    List<String> stored,
    Contents contents,
    ChatRows chats,
    long suppressed,
    List<String> deadLetters,
    List<String> filesOfMessages,
    List<String> fates,
    List<String> storedFates,
    Counts counts) {

  /// Records in all clean topics.
  long published() {
    return clean.values().stream().mapToLong(List::size).sum();
  }
}
