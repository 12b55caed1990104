package io.awfar.guarantees.deployment;

import java.io.IOException;

/// What the operating system can tell a process.
enum Signal {
  STOP,
  CONT,
  TERM,
  KILL;

  /// Sends it; a process that has gone already is no error.
  void send(long pid) throws IOException, InterruptedException {
    int unused =
        new ProcessBuilder("kill", "-" + name(), Long.toString(pid))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
  }
}
