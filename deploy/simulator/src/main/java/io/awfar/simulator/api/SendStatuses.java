package io.awfar.simulator.api;

import io.awfar.simulator.payload.Contact;
import io.awfar.simulator.payload.Draw;
import io.awfar.simulator.payload.Event;
import io.awfar.simulator.payload.PhoneNumber;
import io.awfar.simulator.payload.StatusUpdate;
import io.awfar.simulator.payload.Wamid;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Makes the statuses of messages that the deployment sent: sent, delivered and read, in an order
/// that may vary, some of them twice; or sent and failed.
public final class SendStatuses {

  /// Ordinals from here on are of sends, below it of the sequence.
  private static final long FIRST_ORDINAL = Wamid.ORDINAL_MAX / 2 + 1;

  private static final double OUT_OF_ORDER = 0.1;

  private final long seed;
  private final double duplicates;
  private final Duration delay;
  private final Clock clock;
  private final FollowUps followUps;
  private final AtomicLong ordinals = new AtomicLong(FIRST_ORDINAL);

  /// Statuses for one run.
  ///
  /// @param duplicates share of statuses that come twice
  /// @param delay distance of the statuses
  public SendStatuses(
      long seed, double duplicates, Duration delay, Clock clock, FollowUps followUps) {
    this.seed = seed;
    this.duplicates = duplicates;
    this.delay = delay;
    this.clock = clock;
    this.followUps = followUps;
  }

  /// The id of a new message, whose statuses are on their way from now on.
  ///
  /// @param errorCode why it fails; 0 for a message that arrives
  String accept(
      PhoneNumber number, Contact recipient, @Nullable String callbackData, int errorCode) {
    List<String> steps =
        errorCode == 0 ? List.of("sent", "delivered", "read") : List.of("sent", "failed");
    long first = ordinals.getAndAdd(steps.size());
    String wamid = Wamid.of(seed, first, recipient.id());
    Draw draw = Draw.of(seed, first);
    boolean backwards = draw.chance(OUT_OF_ORDER);
    for (int i = 0; i < steps.size(); i++) {
      Event event =
          new StatusUpdate(
                  first + i,
                  number,
                  wamid,
                  steps.get(i),
                  clock.instant().plus(delay.multipliedBy(i)),
                  recipient,
                  draw,
                  errorCode,
                  callbackData,
                  null)
              .event();
      int turn = backwards ? steps.size() - i : i + 1;
      followUps.deliver(event, false, delay.multipliedBy(turn));
      if (draw.chance(duplicates)) {
        followUps.deliver(event, true, delay.multipliedBy(turn + 1L + draw.below(5)));
      }
    }
    return wamid;
  }
}
