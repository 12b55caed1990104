package io.awfar.standalone;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The line that shows what goes through: rewritten in place on a terminal, now and then a new one
/// elsewhere.
final class LiveLine {

  private static final Logger log = LoggerFactory.getLogger(LiveLine.class);
  private static final int SHOWN_EVERY = 5;
  private static final String REWRITE = "\r\u001b[K";

  private final boolean terminal = System.console() != null && System.console().isTerminal();
  private long receivedBefore = -1;
  private long nanosBefore;
  private int calls;

  /// Shows the totals now; meant to be called once a second.
  void show(AwfarOnOneMachine awfar) throws InterruptedException {
    try {
      Totals now = awfar.totals();
      String line = Lines.live(now, eventsPerSecond(now));
      if (terminal) {
        System.out.print(REWRITE + line);
        System.out.flush();
      } else if (calls++ % SHOWN_EVERY == 0) {
        System.out.println(line);
      }
    } catch (IOException e) {
      log.warn("The totals cannot be read now: {}", e.toString());
    }
  }

  /// Leaves the last line standing.
  void end() {
    if (terminal) {
      System.out.println();
    }
  }

  private long eventsPerSecond(Totals now) {
    long nanos = System.nanoTime();
    long rate =
        receivedBefore < 0
            ? 0
            : Math.round((now.received() - receivedBefore) * 1e9 / (nanos - nanosBefore));
    receivedBefore = now.received();
    nanosBefore = nanos;
    return rate;
  }
}
