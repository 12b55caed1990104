package io.awfar.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a process has cost so far, as the Linux kernel counts it.
public final class ProcessCost {

  /// Fixed for user space by the kernel on every architecture that we run on.
  private static final double TICKS_PER_SECOND = 100;

  private static final int UTIME = 11;
  private static final int STIME = 12;
  private static final int CUTIME = 13;
  private static final int CSTIME = 14;

  private ProcessCost() {}

  /// CPU seconds of the process, user and system, to 10 ms.
  public static double cpuSeconds(long pid) {
    String[] fields = stat(pid);
    return (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME])) / TICKS_PER_SECOND;
  }

  /// As above, with all its children, those that have ended included: a PostgreSQL server.
  public static double cpuSecondsOfTree(long pid) {
    double before;
    double ended = endedSeconds(stat(pid));
    double alive;
    // A child that ends between the two looks would be in neither.
    do {
      before = ended;
      alive =
          ProcessHandle.of(pid).stream()
              .flatMap(ProcessHandle::children)
              .mapToDouble(child -> cpuSecondsOrNone(child.pid()))
              .sum();
      ended = endedSeconds(stat(pid));
    } while (ended > before);
    return cpuSeconds(pid) + ended + alive;
  }

  private static double endedSeconds(String[] fields) {
    return (Long.parseLong(fields[CUTIME]) + Long.parseLong(fields[CSTIME])) / TICKS_PER_SECOND;
  }

  /// Resident memory in bytes.
  public static long residentBytes(long pid) {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("Process " + pid + " has ended"))
          << 10;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// None of a child that has ended since it was listed: it is among the parent's ended ones then.
  private static double cpuSecondsOrNone(long pid) {
    try {
      return cpuSeconds(pid);
    } catch (UncheckedIOException e) {
      return 0;
    }
  }

  private static String[] stat(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      // The name of the command, in brackets, may hold blanks.
      return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
