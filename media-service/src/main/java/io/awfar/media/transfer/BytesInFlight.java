package io.awfar.media.transfer;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.util.unit.DataSize;

/// Room for files that are on their way, which no file takes without having asked for it.
///
/// Those who wait get it in the order in which they came, so that no big file waits for ever for
/// small ones.
final class BytesInFlight {

  /// What room is counted in.
  private static final long UNIT_BYTES = 4 * 1024;

  private final Semaphore room;
  private final int units;

  BytesInFlight(DataSize max) {
    units = units(max.toBytes());
    room = new Semaphore(units, true);
  }

  /// Room that is taken until closed.
  interface Taken extends AutoCloseable {
    @Override
    void close();
  }

  /// Waits for room.
  ///
  /// @param bytes that the file has at most; more than all room there is counts as all of it
  /// @throws CrowdedException if there is none in time
  Taken take(long bytes, Duration timeMax) throws CrowdedException, InterruptedException {
    int taken = Math.min(units(bytes), units);
    if (!room.tryAcquire(taken, Math.max(0, timeMax.toNanos()), TimeUnit.NANOSECONDS)) {
      throw new CrowdedException();
    }
    return () -> room.release(taken);
  }

  /// Bytes that are taken now, rounded up.
  long bytes() {
    return (units - room.availablePermits()) * UNIT_BYTES;
  }

  private static int units(long bytes) {
    return (int) Math.clamp((bytes + UNIT_BYTES - 1) / UNIT_BYTES, 1, Integer.MAX_VALUE);
  }
}
