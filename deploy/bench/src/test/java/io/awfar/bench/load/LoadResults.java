package io.awfar.bench.load;

/// What a load might have found.
public final class LoadResults {

  private static final long TOOK_NANOS = 1_000_000;

  private LoadResults() {}

  /// @param answered with 200 in each second
  /// @param refused in the first second
  public static LoadResult of(int seconds, int answered, int refused) {
    LoadResult.Recorder recorder = new LoadResult.Recorder();
    for (int i = 0; i < refused; i++) {
      recorder.answer(TOOK_NANOS, 503);
    }
    for (int second = 0; second < seconds; second++) {
      for (int i = 0; i < answered; i++) {
        recorder.answer(TOOK_NANOS, 200);
      }
      recorder.second();
    }
    return recorder.result(seconds);
  }
}
