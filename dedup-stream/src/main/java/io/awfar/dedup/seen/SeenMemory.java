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
/// It is bounded: who asks for more gets a [SeenMemoryFullException] rather than room made by
/// forgetting. It is the C library's own, since a shared arena takes 0.1 ms to close and a confined
/// one cannot move from the thread that restores to the thread that processes.
public final class SeenMemory {

  private static final Logger log = LoggerFactory.getLogger(SeenMemory.class);
  private static final long WARN_PERCENT = 85;

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
  private volatile boolean warned;

  /// @param bytesMax for all partitions together
  public SeenMemory(long bytesMax) {
    this.bytesMax = bytesMax;
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

  void remembered(long more) {
    events.add(more);
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
      bytes.addAndGet(-size);
      throw e;
    } catch (Throwable e) {
      bytes.addAndGet(-size);
      throw new IllegalStateException("calloc cannot be called", e);
    }
  }

  /// Gives back what [#take(long)] gave; it must not be used any more.
  void giveBack(long address, long size) {
    bytes.addAndGet(-size);
    try {
      FREE.invokeExact(MemorySegment.ofAddress(address));
    } catch (Throwable e) {
      throw new IllegalStateException("free cannot be called", e);
    }
  }

  private void reserve(long size) {
    long used = bytes.addAndGet(size);
    if (used > bytesMax) {
      bytes.addAndGet(-size);
      throw new SeenMemoryFullException(
          "remembering more events takes more than awfar.dedup.seen-memory, "
              + bytesMax
              + " bytes; raise it or add instances");
    }
    boolean high = used > bytesMax / 100 * WARN_PERCENT;
    if (high && !warned) {
      log.warn(
          "The memory of seen events is {} % full: {} events take {} of {} bytes",
          WARN_PERCENT, events(), used, bytesMax);
    }
    warned = high;
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
