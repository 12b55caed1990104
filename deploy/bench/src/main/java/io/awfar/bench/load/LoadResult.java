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
  private final long[] sortedNanosOfRefused;

  private LoadResult(Recorder recorder, double seconds) {
    this.seconds = seconds;
    this.perSecond = List.copyOf(recorder.perSecond);
    this.sortedNanos = recorder.answered.sorted();
    this.sortedNanosOfRefused = recorder.refused.sorted();
    this.answered = sortedNanos.length;
    this.refused = sortedNanosOfRefused.length;
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
    return millis(sortedNanos, percent);
  }

  /// The same of other answers.
  public double millisOfRefused(double percent) {
    return millis(sortedNanosOfRefused, percent);
  }

  /// Other answers a second.
  public double rateOfRefused() {
    return refused / seconds;
  }

  private static double millis(long[] sorted, double percent) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int index = (int) Math.ceil(percent / 100 * sorted.length) - 1;
    return sorted[Math.max(0, index)] / 1e6;
  }

  /// What each answer 200 took, in milliseconds, the shortest first.
  public double[] delays() {
    return Arrays.stream(sortedNanos).mapToDouble(nanos -> nanos / 1e6).toArray();
  }

  /// Takes the answers down while the load runs.
  static final class Recorder {

    private static final int OK = 200;

    private final Times answered = new Times();
    private final Times refused = new Times();
    private int inThisSecond;
    private final List<Integer> perSecond = new ArrayList<>();

    long count() {
      return answered.count + (long) refused.count;
    }

    void answer(long took, int status) {
      if (status != OK) {
        refused.add(took);
        return;
      }
      answered.add(took);
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

  private static final class Times {

    private long[] nanos = new long[1 << 16];
    private int count;

    void add(long took) {
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, nanos.length * 2);
      }
      nanos[count++] = took;
    }

    long[] sorted() {
      long[] sorted = Arrays.copyOf(nanos, count);
      Arrays.sort(sorted);
      return sorted;
    }
  }
}
