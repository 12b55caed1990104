package io.awfar.ingest.send;

import io.awfar.ingest.attempt.OwnStatus;
import io.awfar.ingest.call.Answered;
import io.awfar.ingest.publish.KeyedEvent;
import io.awfar.whatsapp.SendCommand;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The newest sends that are in doubt or were shown as unconfirmed: a status of one that was shown
/// so still tells who it was for, as the answer would have done. From any thread.
///
/// A send is looked for for the last time some time before it is shown: a status that is read in
/// between waits here until it is.
final class UnconfirmedSends {

  /// Some 10 MB, for they are kept without their contents.
  private static final int SENDS_MAX = 10_000;

  /// @param shown as unconfirmed; until then whoever looks for it may find what it needs
  /// @param status the first that was read, null if there was none yet
  private record Doubtful(
      SendCommand command, String key, int attempt, boolean shown, @Nullable OwnStatus status) {

    Doubtful asShown() {
      return new Doubtful(command, key, attempt, true, status);
    }

    Doubtful with(OwnStatus own) {
      // A workspace has no statuses but its own.
      return status == null && command.getOwnerId().equals(own.status().getOwnerId())
          ? new Doubtful(command, key, attempt, shown, own)
          : this;
    }
  }

  private final Consumer<KeyedEvent> outcomes;
  private final Clock clock;
  private final Map<UUID, Doubtful> sends =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<UUID, Doubtful> eldest) {
              return size() > SENDS_MAX;
            }
          });

  /// @param outcomes takes the outcome of a send that a status settles, if the status names the
  ///   recipient otherwise than the command does: else it says all that there is to say
  UnconfirmedSends(Consumer<KeyedEvent> outcomes, Clock clock) {
    this.outcomes = outcomes;
    this.clock = clock;
  }

  /// Remembers a send that is looked for from now on.
  void doubt(Send send) {
    SendCommand command = SendCommand.newBuilder(send.command()).setContent("").build();
    sends.put(send.id(), new Doubtful(command, send.key(), send.attempt(), false, null));
  }

  /// A send that was in doubt was found.
  void remove(UUID sendId) {
    sends.remove(sendId);
  }

  /// A send was not found, and its outcome says so from now on.
  void shown(UUID sendId) {
    end(sendId, sends.computeIfPresent(sendId, (_, send) -> send.asShown()));
  }

  /// A status of a send was read.
  void settle(OwnStatus own) {
    end(own.sendId(), sends.computeIfPresent(own.sendId(), (_, send) -> send.with(own)));
  }

  private void end(UUID sendId, @Nullable Doubtful send) {
    OwnStatus status = send == null ? null : send.status();
    if (send == null || status == null || !send.shown()) {
      return;
    }
    Answered recipient = status.recipient();
    if (Outcomes.isNews(send.command(), recipient)) {
      outcomes.accept(
          Outcomes.of(
              send.command(),
              send.key(),
              send.attempt(),
              new Ending.Accepted(status.status().getWaMessageId(), recipient),
              clock.instant()));
    }
    // Not before its outcome is taken: a status that is read again would find nothing.
    sends.remove(sendId);
  }
}
