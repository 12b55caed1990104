package io.awfar.ingest.rehearsal;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/// The JVM's compiler: whether it has caught up with the code that runs.
final class Compiler {

  /// While code is waiting to be compiled, the share is 1 or more.
  private static final double SHARE_AT_REST_MAX = 0.3;

  /// The time of a method is added once it is compiled, which may take longer than from one look to
  /// the next: a single quiet look says nothing.
  private static final int QUIET_LOOKS = 3;

  private final @Nullable CompilationMXBean compilation = ManagementFactory.getCompilationMXBean();

  private long lookedAtNanos = System.nanoTime();
  private long compiledMillis = totalMillis();
  private int quietLooks;

  /// Whether it had little to do each time that it was asked of late; true also if there is no
  /// compiler.
  boolean rests() {
    long now = System.nanoTime();
    long total = totalMillis();
    double passedMillis = (now - lookedAtNanos) / 1e6;
    double share = (total - compiledMillis) / passedMillis;
    lookedAtNanos = now;
    compiledMillis = total;
    quietLooks = share < SHARE_AT_REST_MAX ? quietLooks + 1 : 0;
    return quietLooks >= QUIET_LOOKS;
  }

  private long totalMillis() {
    return compilation == null ? 0 : compilation.getTotalCompilationTime();
  }
}
