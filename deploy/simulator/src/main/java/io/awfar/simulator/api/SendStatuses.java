package io.awfar.simulator.api;

import io.awfar.simulator.payload.Contact;
import io.awfar.simulator.payload.Draw;
import io.awfar.simulator.payload.Event;
import io.awfar.simulator.payload.FollowUpOrdinals;
import io.awfar.simulator.payload.FollowUps;
import io.awfar.simulator.payload.PhoneNumber;
import io.awfar.simulator.payload.StatusUpdate;
import io.awfar.simulator.payload.Wamid;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes the statuses of messages that the deployment sent: sent, delivered and read, in an order
/// that may vary, some of them twice; or sent and failed.
public final class SendStatuses {

  private static final double OUT_OF_ORDER = 0.1;

  private final long seed;
  private final double duplicates;
  private final Duration delay;
  private final Clock clock;
  private final FollowUpOrdinals ordinals;
  private final FollowUps followUps;

  /// Statuses for one run.
  ///
  /// @param duplicates share of statuses that come twice
  /// @param delay distance of the statuses
  public SendStatuses(
      long seed,
      double duplicates,
      Duration delay,
      Clock clock,
      FollowUpOrdinals ordinals,
      FollowUps followUps) {
    this.seed = seed;
    this.duplicates = duplicates;
    this.delay = delay;
    this.clock = clock;
    this.ordinals = ordinals;
    this.followUps = followUps;
  }

  /// A new message: its id, and what will be told of it.
  ///
  /// @param errorCode why it fails; 0 for a message that arrives
  Accepted accept(
      PhoneNumber number,
      Contact recipient,
      @Nullable String groupId,
      @Nullable String callbackData,
      int errorCode) {
    List<String> steps =
        errorCode == 0 ? List.of("sent", "delivered", "read") : List.of("sent", "failed");
    long first = ordinals.take(steps.size());
    String wamid = Wamid.of(seed, first, groupId == null ? recipient.id() : groupId);
    return new Accepted(
        wamid,
        () -> tell(first, steps, number, wamid, recipient, groupId, callbackData, errorCode));
  }

  private void tell(
      long first,
      List<String> steps,
      PhoneNumber number,
      String wamid,
      Contact recipient,
      @Nullable String groupId,
      @Nullable String callbackData,
      int errorCode) {
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
                  groupId)
              .event();
      int turn = backwards ? steps.size() - i : i + 1;
      followUps.deliver(event, false, delay.multipliedBy(turn));
      if (draw.chance(duplicates)) {
        followUps.deliver(event, true, delay.multipliedBy(turn + 1L + draw.below(5)));
      }
    }
  }

  /// An id and what sets its statuses on their way.
  record Accepted(String wamid, Runnable statuses) {}
}
