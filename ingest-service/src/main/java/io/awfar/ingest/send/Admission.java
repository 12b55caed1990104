package io.awfar.ingest.send;

import io.awfar.ingest.attempt.KnownAttempt;
import io.awfar.ingest.request.SendBody;
import io.awfar.ingest.send.Ending.Reason;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is to be done with a command, before WhatsApp is asked.
final class Admission {

  /// What is to be done.
  sealed interface Verdict {}

  /// Nothing: it has its end, or stands in the topic twice.
  record Over() implements Verdict {}

  /// To find out: somebody began to send it.
  record InDoubt(Instant since) implements Verdict {}

  /// To say again why it is not sent: that is decided already.
  record Decided(Ending.Failed failed) implements Verdict {}

  /// To decide that it is not sent, and to say why.
  record Refused(Ending.Failed failed) implements Verdict {}

  /// To send it.
  record Admitted(SendingChannel channel) implements Verdict {}

  private final SendSettings settings;
  private final SendingChannels channels;
  private final Clock clock;

  Admission(SendSettings settings, SendingChannels channels, Clock clock) {
    this.settings = settings;
    this.channels = channels;
    this.clock = clock;
  }

  /// @param number the line of its number, null if there is none yet
  Verdict of(Send send, SendBody body, @Nullable NumberLine number) {
    PartitionSends partition = send.partition();
    KnownAttempt known = partition.window().takeKnown(send.offset(), send.id());
    boolean first = partition.isFirst(send.id(), send.offset(), clock.instant());
    if (known != null) {
      send.attempt(known.attempt());
      switch (known.step()) {
        case ACCEPTED, FAILED, UNCONFIRMED -> {
          return new Over();
        }
        case STARTED, UNKNOWN -> {
          return new InDoubt(known.occurredAt());
        }
        case FAILING -> {
          String reason = Objects.requireNonNull(known.reason());
          return new Decided(new Ending.Failed(reason, known.detail(), null));
        }
        case NOT_SENT -> {
          // Goes on with the next attempt.
        }
      }
    }
    return first ? ofFresh(send, body, number) : new Over();
  }

  private Verdict ofFresh(Send send, SendBody body, @Nullable NumberLine number) {
    if (body instanceof SendBody.Flawed(var flaw)) {
      return new Refused(new Ending.Failed(flaw.code().text(), flaw.detail(), null));
    }
    SendingChannel channel = channels.find(send.command().getChannelId());
    // A workspace has no number but its own.
    if (channel == null || !channel.ownerId().equals(send.command().getOwnerId())) {
      return refused(Reason.UNKNOWN_CHANNEL);
    }
    if (isTooLate(send)) {
      return refused(Reason.EXPIRED);
    }
    if (number == null) {
      return new Admitted(channel);
    }
    // Whatever waits of bulk, agents have room of their own.
    int ahead = send.isUrgent() ? number.waitingUrgent() : number.waiting();
    // What waited elsewhere goes on waiting here.
    boolean full = ahead >= settings.pausedWaitingMax() && !send.partition().isInherited(send);
    if (full && !channel.active()) {
      return refused(Reason.CHANNEL_PAUSED);
    }
    if (full && number.pause().isPaused()) {
      return refused(Reason.NUMBER_PAUSED);
    }
    return number.waiting(send.partition(), send.key()) >= settings.chatWaitingMax()
        ? refused(Reason.CHAT_OVERLOADED)
        : new Admitted(channel);
  }

  /// Whether the time of a send is over.
  boolean isTooLate(Send send) {
    Instant now = clock.instant();
    Instant expiresAt = send.command().getExpiresAt();
    Instant oldest = now.minus(settings.ageMax());
    return send.command().getRequestedAt().isBefore(oldest)
        || (expiresAt != null && !now.isBefore(expiresAt));
  }

  private static Verdict refused(Reason reason) {
    return new Refused(Ending.Failed.of(reason));
  }
}
