package io.awfar.standalone;

import io.awfar.ingest.IngestService;
import io.awfar.ingest.send.SendStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.support.GenericApplicationContext;

/// ingest-service in a process of its own, whose sends come to a halt at a step: it says so in a
/// file, to be killed or frozen there, and goes on when another file is there.
final class StoppedIngest {

  /// The step to halt at; no halt without it.
  static final String STEP = "awfar.test.step";

  /// At which time that the step is reached, from 1.
  static final String TURN = "awfar.test.turn";

  /// Folder of the two files.
  static final String FOLDER = "awfar.test.folder";

  static final String HALTED = "halted";
  static final String GO_ON = "go-on";

  private static final long LOOK_NANOS = 50_000_000;

  private StoppedIngest() {}

  public static void main(String[] arguments) {
    IngestService.application()
        .initializers(context ->
            ((GenericApplicationContext) context)
                .registerBean(SendStep.Watcher.class, StoppedIngest::watcher))
        .run(arguments);
  }

  private static SendStep.Watcher watcher() {
    String name = System.getProperty(STEP);
    if (name == null) {
      return (step, sendId) -> {};
    }
    SendStep halt = SendStep.valueOf(name);
    int turn = Integer.getInteger(TURN);
    AtomicInteger reached = new AtomicInteger();
    return (step, sendId) -> {
      if (step == halt && reached.incrementAndGet() == turn) {
        halt(sendId);
      }
    };
  }

  private static void halt(UUID sendId) {
    Path folder = Path.of(System.getProperty(FOLDER));
    try {
      // Moved into place, so that whoever sees it sees all of it.
      Path written = Files.writeString(folder.resolve("written"), sendId.toString());
      Files.move(written, folder.resolve(HALTED));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    while (!Files.exists(folder.resolve(GO_ON))) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
