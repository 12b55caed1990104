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
import org.jspecify.annotations.Nullable;

/// The newest sends that were shown as unconfirmed: a status that comes later still says who they
/// were for, as the answer would have done. From any thread.
final class UnconfirmedSends {

  /// Some 10 MB, for they are kept without their contents.
  private static final int SENDS_MAX = 10_000;

  private record Unconfirmed(SendCommand command, String key, int attempt) {}

  private final Clock clock;
  private final Map<UUID, Unconfirmed> sends =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<UUID, Unconfirmed> eldest) {
              return size() > SENDS_MAX;
            }
          });

  UnconfirmedSends(Clock clock) {
    this.clock = clock;
  }

  /// Remembers a send that is shown as unconfirmed from now on.
  void add(Send send) {
    SendCommand command = SendCommand.newBuilder(send.command()).setContent("").build();
    sends.put(send.id(), new Unconfirmed(command, send.key(), send.attempt()));
  }

  /// The outcome of a send that a status settles, if the status names the recipient otherwise than
  /// the command does; else null, for then the status says all that there is to say. Each send is
  /// settled once.
  @Nullable KeyedEvent settle(OwnStatus own) {
    Unconfirmed send = sends.get(own.sendId());
    if (send == null || !send.command().getOwnerId().equals(own.status().getOwnerId())) {
      return null;
    }
    sends.remove(own.sendId());
    Answered recipient = own.recipient();
    return Outcomes.isNews(send.command(), recipient)
        ? Outcomes.of(
            send.command(),
            send.key(),
            send.attempt(),
            new Ending.Accepted(own.status().getWaMessageId(), recipient),
            clock.instant())
        : null;
  }
}
