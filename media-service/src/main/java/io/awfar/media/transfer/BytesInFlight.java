package io.awfar.media.transfer;

import io.awfar.media.MediaSettings;
import io.awfar.media.download.CrowdedException;
import io.awfar.media.download.Room;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
  private final Clock clock;

  BytesInFlight(DataSize max, Clock clock) {
    this.units = units(max.toBytes());
    this.room = new Semaphore(units, true);
    this.clock = clock;
  }

  /// @throws IllegalArgumentException if files of the lanes aside could leave no room for a new one
  static BytesInFlight of(MediaSettings settings, Clock clock) {
    DataSize max = settings.transfer().bytesInFlightMax();
    long least =
        (settings.lanes().downloadsMax() + 1) * settings.whatsapp().fileSizeMax().toBytes();
    if (max.toBytes() < least) {
      throw new IllegalArgumentException(
          "AWFAR_MEDIA_BYTES_IN_FLIGHT_MAX must be at least AWFAR_MEDIA_FILE_SIZE_MAX times one"
              + " more than AWFAR_MEDIA_ASIDE_DOWNLOADS_MAX, which is "
              + least
              + "B");
    }
    return new BytesInFlight(max, clock);
  }

  /// The share of one file, nothing at first.
  ///
  /// @param until when waiting for room is given up
  Share share(Instant until) {
    return new Share(until);
  }

  /// Bytes that are taken now, rounded up.
  long bytes() {
    return (units - room.availablePermits()) * UNIT_BYTES;
  }

  private static int units(long bytes) {
    return (int) Math.clamp((bytes + UNIT_BYTES - 1) / UNIT_BYTES, 1, Integer.MAX_VALUE);
  }

  /// Of one thread; it is given back when closed.
  final class Share implements Room, AutoCloseable {

    private final Instant until;
    private int taken;

    private Share(Instant until) {
      this.until = until;
    }

    /// More than all room there is counts as all of it.
    @Override
    public void take(long bytes) throws CrowdedException, InterruptedException {
      int asked = Math.min(units(bytes), units);
      long left = Duration.between(clock.instant(), until).toNanos();
      if (!room.tryAcquire(asked, Math.max(0, left), TimeUnit.NANOSECONDS)) {
        throw new CrowdedException();
      }
      taken += asked;
    }

    @Override
    public void close() {
      room.release(taken);
      taken = 0;
    }
  }
}
