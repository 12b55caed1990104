package io.awfar.dedup.seen;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The memory outside of the heap in which all partitions of an instance remember events.
///
/// It is bounded. When hardly any is left it is full, which a watcher is told so that nothing more
/// comes; who still asks for more than the bound gets a [SeenMemoryFullException] rather than room
/// made by forgetting. It is the C library's own, since a shared arena takes 0.1 ms to close and a
/// confined one cannot move from the thread that restores to the thread that processes.
public final class SeenMemory {

  private static final Logger log = LoggerFactory.getLogger(SeenMemory.class);
  private static final int WARN_PERCENT = 85;

  /// What is left takes what a thread adds until it notices, and tables that grow.
  private static final int FULL_PERCENT = 95;

  /// All memory, by address. Only what [#take] gave may be touched in it.
  static final MemorySegment ALL = allMemory();

  private static final MethodHandle CALLOC =
      downcall(
          "calloc",
          FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
  private static final MethodHandle FREE =
      downcall("free", FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));

  private final long bytesMax;
  private final AtomicLong bytes = new AtomicLong();
  private final LongAdder events = new LongAdder();
  private final LongAdder forgotten = new LongAdder();
  private final HighWaterMark nearlyFull;
  private final HighWaterMark full;
  private volatile Runnable watcher = () -> {};

  /// @param bytesMax for all partitions together
  public SeenMemory(long bytesMax) {
    this.bytesMax = bytesMax;
    this.nearlyFull = new HighWaterMark(bytesMax, WARN_PERCENT);
    this.full = new HighWaterMark(bytesMax, FULL_PERCENT);
  }

  /// Whether hardly any room is left.
  public boolean isFull() {
    return full.isReached();
  }

  /// Whom to call whenever [#isFull()] changes, on the thread that changes it.
  public void watch(Runnable watcher) {
    this.watcher = watcher;
  }

  /// Bytes in use.
  public long bytes() {
    return bytes.get();
  }

  /// Bytes that may be in use.
  public long bytesMax() {
    return bytesMax;
  }

  /// Events remembered, on all partitions together.
  public long events() {
    return events.sum();
  }

  /// Events forgotten for their age so far.
  public long forgotten() {
    return forgotten.sum();
  }

  void remembered(long more) {
    events.add(more);
  }

  void forgot(long older) {
    events.add(-older);
    forgotten.add(older);
  }

  /// The address of zeroed memory.
  long take(long size) {
    reserve(size);
    try {
      MemorySegment start = (MemorySegment) CALLOC.invokeExact(size, 1L);
      if (start.equals(MemorySegment.NULL)) {
        throw new SeenMemoryFullException("the operating system gives no more memory");
      }
      return start.address();
    } catch (SeenMemoryFullException e) {
      release(size);
      throw e;
    } catch (Throwable e) {
      release(size);
      throw new IllegalStateException("calloc cannot be called", e);
    }
  }

  /// Gives back what [#take(long)] gave; it must not be used any more.
  void giveBack(long address, long size) {
    try {
      FREE.invokeExact(MemorySegment.ofAddress(address));
    } catch (Throwable e) {
      throw new IllegalStateException("free cannot be called", e);
    }
    release(size);
  }

  private void reserve(long size) {
    long used = bytes.addAndGet(size);
    if (used > bytesMax) {
      release(size);
      throw new SeenMemoryFullException(
          "remembering more events takes more than awfar.dedup.seen-memory, "
              + bytesMax
              + " bytes; raise it or add instances");
    }
    followUse();
  }

  private void release(long size) {
    bytes.addAndGet(-size);
    followUse();
  }

  private void followUse() {
    nearlyFull.follow(bytes::get, this::tellWhetherNearlyFull);
    full.follow(bytes::get, this::tellWhetherFull);
  }

  private void tellWhetherNearlyFull() {
    if (nearlyFull.isReached()) {
      log.warn(
          "The memory of seen events is {} % full: {} events take {} of {} bytes",
          WARN_PERCENT, events(), bytes(), bytesMax);
    }
  }

  private void tellWhetherFull() {
    if (full.isReached()) {
      log.error(
          "The memory of seen events is full: {} events take {} of {} bytes; raise"
              + " awfar.dedup.seen-memory or add instances",
          events(),
          bytes(),
          bytesMax);
    } else {
      log.info("The memory of seen events has room again");
    }
    watcher.run();
  }

  @SuppressWarnings("restricted") // Tables keep to what they took.
  private static MemorySegment allMemory() {
    return MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
  }

  @SuppressWarnings("restricted") // The C library's signatures are known.
  private static MethodHandle downcall(String function, FunctionDescriptor signature) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(function), signature);
  }
}
