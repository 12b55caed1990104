package io.awfar.schemas.topic;

import io.awfar.schemas.topic.Topic.Cleanup;
import io.awfar.whatsapp.Channel;
import io.awfar.whatsapp.ChannelEvent;
import io.awfar.whatsapp.ChatChange;
import io.awfar.whatsapp.DeadLetter;
import io.awfar.whatsapp.FileEvent;
import io.awfar.whatsapp.MediaEvent;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.MessageStatus;
import io.awfar.whatsapp.RawEvent;
import io.awfar.whatsapp.SendAttempt;
import io.awfar.whatsapp.SendCommand;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/// The topics of the system.
///
/// All topics keyed by chat have the same number of partitions: partition n of one holds the same
/// chats as partition n of the others.
public final class Topics {

  private static final int CHAT_PARTITIONS = 12;

  /// What reached the edge, as bytes, before deduplication: the source of truth.
  public static final Topic<RawEvent> RAW_EVENTS =
      byChat("whatsapp.events.raw", RawEvent.class, Duration.ofDays(30));

  /// Messages, exactly once, in order per chat.
  public static final Topic<Message> MESSAGES =
      byChat("whatsapp.messages", Message.class, Duration.ofDays(14));

  /// Delivery statuses, exactly once.
  public static final Topic<MessageStatus> STATUSES =
      byChat("whatsapp.statuses", MessageStatus.class, Duration.ofDays(14));

  /// What became of the files of messages.
  public static final Topic<MediaEvent> MEDIA =
      byChat("whatsapp.media", MediaEvent.class, Duration.ofDays(14));

  /// Messages whose files take longer than those of others are to wait for them.
  public static final Topic<Message> MEDIA_SLOW =
      byChat("whatsapp.media.slow", Message.class, Duration.ofDays(14));

  /// Messages whose files could not be had so far, each waiting for its next attempt: a little in
  /// the first, long in the last.
  public static final List<Topic<Message>> MEDIA_RETRIES =
      Stream.of("whatsapp.media.retry-1", "whatsapp.media.retry-2", "whatsapp.media.retry-3")
          .map(name -> byChat(name, Message.class, Duration.ofDays(14)))
          .toList();

  /// Orders to send, of agents and of whatever else is not to wait.
  public static final Topic<SendCommand> SENDS =
      byChat("whatsapp.sends", SendCommand.class, Duration.ofDays(14));

  /// Orders to send many at once, such as a campaign: those of agents do not wait for them.
  public static final Topic<SendCommand> SENDS_BULK =
      byChat("whatsapp.sends.bulk", SendCommand.class, Duration.ofDays(14));

  /// What was tried to send, step by step; partition n belongs to partition n of the sends.
  public static final Topic<SendAttempt> SEND_ATTEMPTS =
      byChat("whatsapp.send-attempts", SendAttempt.class, Duration.ofDays(14));

  /// The same of the bulk; partition n belongs to partition n of that.
  public static final Topic<SendAttempt> SEND_ATTEMPTS_BULK =
      byChat("whatsapp.send-attempts.bulk", SendAttempt.class, Duration.ofDays(14));

  /// Files that users upload, and files that are gone. Keyed by object, so that what happens to one
  /// is in order.
  public static final Topic<FileEvent> FILES =
      byChat("whatsapp.files", FileEvent.class, Duration.ofDays(14));

  /// Everything about numbers, accounts and templates, exactly once.
  public static final Topic<ChannelEvent> CHANNEL_EVENTS =
      byChat("whatsapp.channel-events", ChannelEvent.class, Duration.ofDays(14));

  /// What teams do with chats and labels. Keyed by our id of the chat: its name changes when it
  /// turns out to be part of another.
  public static final Topic<ChatChange> CHAT_CHANGES =
      byChat("whatsapp.chat-changes", ChatChange.class, Duration.ofDays(14));

  /// The numbers that are managed at run time: the newest record of each, a tombstone for one that
  /// is gone. In one partition, so that all readers see the same changes in the same order.
  public static final Topic<Channel> CHANNELS =
      new Topic<>("whatsapp.channels", Channel.class, 1, Duration.ofDays(1), Cleanup.COMPACT);

  /// What a service could not use, with reason and origin.
  public static final Topic<DeadLetter> DEAD_LETTERS =
      byChat("whatsapp.dead-letters", DeadLetter.class, Duration.ofDays(30));

  private static final List<Topic<? extends SpecificRecord>> ALL =
      List.of(
          RAW_EVENTS,
          MESSAGES,
          STATUSES,
          MEDIA,
          MEDIA_SLOW,
          MEDIA_RETRIES.get(0),
          MEDIA_RETRIES.get(1),
          MEDIA_RETRIES.get(2),
          FILES,
          SENDS,
          SENDS_BULK,
          SEND_ATTEMPTS,
          SEND_ATTEMPTS_BULK,
          CHANNEL_EVENTS,
          CHAT_CHANGES,
          CHANNELS,
          DEAD_LETTERS);

  private Topics() {}

  /// Every topic of the system.
  public static List<Topic<? extends SpecificRecord>> all() {
    return ALL;
  }

  private static <V extends SpecificRecord> Topic<V> byChat(
      String name, Class<V> valueType, Duration retention) {
    return new Topic<>(name, valueType, CHAT_PARTITIONS, retention, Cleanup.DELETE);
  }
}
