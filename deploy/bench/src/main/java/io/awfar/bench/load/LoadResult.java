package io.awfar.bench.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a load found.
public final class LoadResult {

  private final long answered;
  private final long refused;
  private final double seconds;
  private final List<Integer> perSecond;
  private final long[] sortedNanos;

  private LoadResult(Recorder recorder, double seconds) {
    this.refused = recorder.refused;
    this.answered = recorder.count - recorder.refused;
    this.seconds = seconds;
    this.perSecond = List.copyOf(recorder.perSecond);
    this.sortedNanos = Arrays.copyOf(recorder.nanos, (int) answered);
    Arrays.sort(sortedNanos);
  }

  /// Answers 200.
  public long answered() {
    return answered;
  }

  /// Other answers.
  public long refused() {
    return refused;
  }

  /// Answers 200 a second.
  public double rate() {
    return answered / seconds;
  }

  /// Answers 200 in each full second.
  public List<Integer> perSecond() {
    return perSecond;
  }

  /// Within which so many percent of the requests were answered 200; not a number without any.
  public double millis(double percent) {
    if (sortedNanos.length == 0) {
      return Double.NaN;
    }
    int index = (int) Math.ceil(percent / 100 * sortedNanos.length) - 1;
    return sortedNanos[Math.max(0, index)] / 1e6;
  }

  /// What each answer 200 took, in milliseconds, the shortest first.
  public double[] delays() {
    return Arrays.stream(sortedNanos).mapToDouble(nanos -> nanos / 1e6).toArray();
  }

  /// Takes the answers down while the load runs.
  static final class Recorder {

    private static final int OK = 200;

    private long[] nanos = new long[1 << 16];
    private long count;
    private long refused;
    private int inThisSecond;
    private final List<Integer> perSecond = new ArrayList<>();

    long count() {
      return count;
    }

    void answer(long took, int status) {
      count++;
      if (status != OK) {
        refused++;
        return;
      }
      int index = (int) (count - refused - 1);
      if (index == nanos.length) {
        nanos = Arrays.copyOf(nanos, nanos.length * 2);
      }
      nanos[index] = took;
      inThisSecond++;
    }

    void second() {
      perSecond.add(inThisSecond);
      inThisSecond = 0;
    }

    LoadResult result(double seconds) {
      return new LoadResult(this, seconds);
    }
  }
}
