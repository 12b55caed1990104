package io.awfar.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// What all cores of the machine together have done so far, as the Linux kernel counts it.
///
/// @param idle seconds in which a core had nothing to do, or waited for a disk
/// @param all seconds that there were
public record MachineTime(double idle, double all) {

  private static final Path STAT = Path.of("/proc/stat");

  /// The time of guests, behind these, is in that of users already.
  private static final int KINDS = 8;

  private static final int IDLE = 3;
  private static final int WAITING = 4;
  private static final double TICKS_PER_SECOND = 100;

  public static MachineTime now() {
    try (var lines = Files.lines(STAT)) {
      return parse(lines.findFirst().orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static MachineTime parse(String line) {
    double[] seconds =
        Arrays.stream(line.strip().split(" +"))
            .skip(1)
            .limit(KINDS)
            .mapToDouble(ticks -> Long.parseLong(ticks) / TICKS_PER_SECOND)
            .toArray();
    return new MachineTime(seconds[IDLE] + seconds[WAITING], Arrays.stream(seconds).sum());
  }

  /// The part of the time since then in which cores were idle, from 0 to 1.
  public double idleSince(MachineTime then) {
    return (idle - then.idle) / (all - then.all);
  }
}
