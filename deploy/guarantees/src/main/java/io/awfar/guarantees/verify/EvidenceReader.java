package io.awfar.guarantees.verify;

import io.awfar.schemas.id.EventIdentity;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.MessageStatus;
import io.awfar.whatsapp.RawEvent;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Collects the evidence from topics and tables.
public final class EvidenceReader {

  private final TopicReader topics;
  private final String jdbcUrl;

  public EvidenceReader(TopicReader topics, String jdbcUrl) {
    this.topics = topics;
    this.jdbcUrl = jdbcUrl;
  }

  /// Reads everything; nothing may write meanwhile.
  ///
  /// @throws SQLException if PostgreSQL does not answer
  public Evidence read(SentEvents sent, Counts counts) throws SQLException {
    ContentComparison comparison = new ContentComparison(sent);
    List<Placed> raw = new ArrayList<>();
    Set<UUID> owners = new HashSet<>();
    topics.read(
        Topics.RAW_EVENTS,
        record -> {
          RawEvent event = record.value();
          owners.add(event.getOwnerId());
          comparison.rawEvent(event.getIdentity(), event.getPayload());
          raw.add(placed(event.getIdentity(), record));
        });
    ChannelEventNames channelEvents = new ChannelEventNames();
    for (UUID owner : owners) {
      channelEvents.learn(owner, sent.identities());
      channelEvents.learn(owner, raw.stream().map(Placed::identity).toList());
    }

    SortedMap<String, List<Placed>> clean = new TreeMap<>();
    List<String> files = new ArrayList<>();
    List<Placed> messages = list(clean, Topics.MESSAGES.name());
    topics.read(
        Topics.MESSAGES,
        record -> {
          var message = record.value();
          String identity = EventIdentity.message(message.getChannelId(), message.getWaMessageId());
          messages.add(placed(identity, record));
          comparison.message(identity, message.getMessageId(), message.getText());
          if (message.getMedia() != null) {
            files.add(message.getMessageId().toString());
          }
        });
    List<Placed> statuses = list(clean, Topics.STATUSES.name());
    topics.read(Topics.STATUSES, record -> statuses.add(placed(identity(record.value()), record)));
    List<Placed> events = list(clean, Topics.CHANNEL_EVENTS.name());
    topics.read(
        Topics.CHANNEL_EVENTS,
        record ->
            events.add(
                placed(channelEvents.identity(record.value().getEventId().toString()), record)));

    List<String> fates = new ArrayList<>();
    topics.read(Topics.MEDIA, record -> fates.add(record.value().getMessageId().toString()));
    List<String> deadLetters = new ArrayList<>();
    topics.read(
        Topics.DEAD_LETTERS,
        record -> {
          var letter = record.value();
          deadLetters.add(
              "%s of %s: %s-%d at %d"
                  .formatted(
                      letter.getReason(),
                      letter.getService(),
                      letter.getOriginTopic(),
                      letter.getOriginPartition(),
                      letter.getOriginOffset()));
        });

    StoredRows rows = new StoredRows(jdbcUrl, channelEvents, comparison);
    List<String> stored = rows.identities();
    return new Evidence(
        sent,
        raw,
        clean,
        stored,
        comparison.contents(),
        ChatRows.read(jdbcUrl),
        rows.suppressed(),
        deadLetters,
        files,
        fates,
        rows.fates(),
        counts);
  }

  private static List<Placed> list(SortedMap<String, List<Placed>> topics, String name) {
    return topics.computeIfAbsent(name, unused -> new ArrayList<>());
  }

  private static Placed placed(String identity, ConsumerRecord<String, ?> record) {
    return new Placed(identity, record.key(), record.partition(), record.offset());
  }

  private static String identity(MessageStatus status) {
    String recipient = status.getRecipientUserId();
    if (recipient == null) {
      recipient = status.getRecipientId();
    }
    if (recipient == null) {
      recipient = status.getGroupId();
    }
    return EventIdentity.status(
        status.getChannelId(),
        status.getWaMessageId(),
        status.getStatusName(),
        recipient == null ? "" : recipient);
  }
}
