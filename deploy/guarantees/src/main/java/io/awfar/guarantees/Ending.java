package io.awfar.guarantees;

import io.awfar.guarantees.verify.Promise;
import java.util.List;
import java.util.concurrent.Callable;

/// The exit status of a run: a failure of the harness never looks like a broken promise.
final class Ending {

  static final int ALL_HELD = 0;
  static final int BROKEN = 1;
  static final int NOT_RUN = 2;

  private Ending() {}

  /// Ends the process with the status of the run, or with `NOT_RUN` as soon as this or any other
  /// thread dies: a verdict without it would be about the harness.
  static void of(Callable<Integer> run) {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> fail("thread " + thread.getName(), failure));
    int status = NOT_RUN;
    try {
      status = run.call();
    } catch (Throwable failure) {
      fail("the run", failure);
    } finally {
      exit(status);
    }
  }

  /// The status of a run that came to its end. A broken promise is one however little was tried.
  ///
  /// @param lacking what it lacks to prove anything by promises that held
  static int status(List<Promise> promises, List<String> lacking) {
    if (!promises.stream().allMatch(Promise::held)) {
      return BROKEN;
    }
    return lacking.isEmpty() ? ALL_HELD : NOT_RUN;
  }

  /// What must be done when the process is told to end before the run has: by a failure, by whoever
  /// started it, or by the virtual machine that is out of memory.
  static Thread early(Runnable cleaning) {
    return new Thread(() -> {
      try {
        cleaning.run();
      } finally {
        Runtime.getRuntime().halt(NOT_RUN);
      }
    });
  }

  private static void fail(String who, Throwable failure) {
    try {
      System.err.printf("guarantees: %s failed: %s%n", who, failure);
      failure.printStackTrace();
    } finally {
      exit(NOT_RUN);
    }
  }

  private static void exit(int status) {
    try {
      System.exit(status);
    } finally {
      // Without memory an exit in order may fail, too.
      Runtime.getRuntime().halt(status);
    }
  }
}
