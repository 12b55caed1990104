package io.awfar.media.lane;

import io.awfar.schemas.topic.Topic;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.Message;
import java.util.List;

/// The ways in which a message with a file comes here; each is a topic.
public enum Lane {
  /// All messages, as they come. A file has little time here.
  MAIN("main", Topics.MESSAGES),
  /// Files that need more time.
  SLOW("slow", Topics.MEDIA_SLOW),
  /// Files that could not be had once.
  RETRY_1("retry-1", Topics.MEDIA_RETRIES.get(0)),
  /// Files that could not be had twice.
  RETRY_2("retry-2", Topics.MEDIA_RETRIES.get(1)),
  /// Files that are tried until WhatsApp has them no longer.
  RETRY_3("retry-3", Topics.MEDIA_RETRIES.get(2));

  /// Those in which a record waits for its time, the shortest wait first.
  public static final List<Lane> RETRIES = List.of(RETRY_1, RETRY_2, RETRY_3);

  /// All that this service writes to.
  public static final List<Lane> ASIDE = List.of(SLOW, RETRY_1, RETRY_2, RETRY_3);

  private final String code;
  private final Topic<Message> topic;

  Lane(String code, Topic<Message> topic) {
    this.code = code;
    this.topic = topic;
  }

  /// Stable name in metrics, headers and names of groups.
  public String code() {
    return code;
  }

  public Topic<Message> topic() {
    return topic;
  }

  /// Where a file goes that could not be had here.
  public Lane afterFault() {
    return switch (this) {
      case MAIN, SLOW -> RETRY_1;
      case RETRY_1 -> RETRY_2;
      case RETRY_2, RETRY_3 -> RETRY_3;
    };
  }

  /// Where a file goes for which there was no room here.
  public Lane afterCrowd() {
    return this == MAIN ? SLOW : this;
  }
}
