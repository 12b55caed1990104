package io.awfar.media.upload;

import io.awfar.media.problem.Refusal;
import io.awfar.media.problem.RefusedException;
import java.util.concurrent.atomic.AtomicBoolean;

/// The room for uploads under way: so many, and so many bytes. What finds none is refused at once.
final class UploadRoom {

  private final int uploadsMax;
  private final long bytesMax;
  private int uploads;
  private long bytes;

  UploadRoom(int uploadsMax, long bytesMax) {
    this.uploadsMax = uploadsMax;
    this.bytesMax = bytesMax;
  }

  /// Given back when it is closed, once.
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /// @param most bytes that the upload may come to
  /// @throws RefusedException if there is no room
  Place take(long most) {
    synchronized (this) {
      // One that is larger than all the room goes alone.
      if (uploads >= uploadsMax || uploads > 0 && bytes + most > bytesMax) {
        throw new RefusedException(Refusal.BUSY);
      }
      uploads++;
      bytes += most;
    }
    AtomicBoolean left = new AtomicBoolean();
    return () -> {
      if (left.compareAndSet(false, true)) {
        leave(most);
      }
    };
  }

  synchronized int uploads() {
    return uploads;
  }

  synchronized long bytes() {
    return bytes;
  }

  private synchronized void leave(long most) {
    uploads--;
    bytes -= most;
  }
}
