package io.awfar.ingest.publish;

import java.util.concurrent.atomic.AtomicLong;

/// The bytes held for requests that are not yet answered, never beyond a bound.
public final class InFlightBytes {

  private final long bytesMax;
  private final AtomicLong bytes = new AtomicLong();

  public InFlightBytes(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /// A share that is empty at first.
  public Share open() {
    return new Share();
  }

  /// The bytes held now.
  public long bytes() {
    return bytes.get();
  }

  private boolean take(long wanted) {
    long held = bytes.get();
    while (held + wanted <= bytesMax) {
      if (bytes.compareAndSet(held, held + wanted)) {
        return true;
      }
      held = bytes.get();
    }
    return false;
  }

  /// What one request holds. Closing it twice, or from another thread, does no harm.
  public final class Share implements AutoCloseable {

    private long mine;
    private boolean closed;

    private Share() {}

    /// Takes more bytes; `false` if there are none to take.
    public synchronized boolean take(long wanted) {
      if (closed || !InFlightBytes.this.take(wanted)) {
        return false;
      }
      mine += wanted;
      return true;
    }

    @Override
    public synchronized void close() {
      closed = true;
      bytes.addAndGet(-mine);
      mine = 0;
    }
  }
}
