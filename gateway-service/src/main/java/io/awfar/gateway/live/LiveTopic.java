package io.awfar.gateway.live;

import io.awfar.schemas.topic.Topic;
import io.awfar.schemas.topic.Topics;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/// A topic that events come from.
enum LiveTopic {
  MESSAGES('m', "message", Topics.MESSAGES),
  STATUSES('s', "status", Topics.STATUSES),
  MEDIA('f', "media", Topics.MEDIA),
  CHANNEL_EVENTS('c', "channel", Topics.CHANNEL_EVENTS),
  /// What agents send is a message of its chat before WhatsApp has heard of it.
  SENDS('q', "message", Topics.SENDS),
  BULK_SENDS('b', "message", Topics.SENDS_BULK),
  /// The numbers themselves, where others say what happens to them. A deletion is a tombstone.
  CHANNELS('n', "session", Topics.CHANNELS);

  private static final String OWNER = "ownerId";

  private final char letter;
  private final String kind;
  private final Topic<?> topic;
  private final int textsBeforeOwner;

  LiveTopic(char letter, String kind, Topic<?> topic) {
    this.letter = letter;
    this.kind = kind;
    this.topic = topic;
    this.textsBeforeOwner = textsBeforeOwner(topic);
  }

  /// What ids of its events begin with.
  char letter() {
    return letter;
  }

  /// What its events are called.
  String kind() {
    return kind;
  }

  String topicName() {
    return topic.name();
  }

  /// How many members of a record stand before the workspace; all of them are texts.
  int textsBeforeOwner() {
    return textsBeforeOwner;
  }

  private static int textsBeforeOwner(Topic<?> topic) {
    Schema record = SpecificData.get().getSchema(topic.valueType());
    for (Schema.Field field : record.getFields()) {
      if (field.schema().getType() != Schema.Type.STRING) {
        break;
      }
      if (field.name().equals(OWNER)) {
        return field.pos();
      }
    }
    throw new IllegalStateException("Not at the beginning of %s: %s".formatted(topic, OWNER));
  }
}
