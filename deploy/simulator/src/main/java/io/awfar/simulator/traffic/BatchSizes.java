package io.awfar.simulator.traffic;

import io.awfar.simulator.payload.Draw;
import java.util.ArrayList;
import java.util.List;

/// How many events a POST carries.
///
/// @param ranges ranges of sizes and how common each is
public record BatchSizes(List<Range> ranges) {

  /// Most updates that WhatsApp puts into one POST.
  public static final int EVENTS_MAX = 1000;

  /// Mostly one event, at times some, seldom very many.
  public static final BatchSizes DEFAULT = parse("1:70,2-5:20,6-20:8,50-200:2");

  /// Checks that there is something to choose from.
  public BatchSizes {
    ranges = List.copyOf(ranges);
    if (ranges.isEmpty() || ranges.stream().mapToInt(Range::weight).sum() <= 0) {
      throw new IllegalArgumentException("batch must have a size of weight above 0");
    }
  }

  /// Reads `size[:weight],...` where a size is `n` or `from-to`: `1`, `1-20`, `1:70,2-5:30`.
  public static BatchSizes parse(String text) {
    List<Range> ranges = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String[] sizeAndWeight = part.strip().split(":", 2);
      String[] bounds = sizeAndWeight[0].split("-", 2);
      try {
        int from = Integer.parseInt(bounds[0]);
        int to = bounds.length == 2 ? Integer.parseInt(bounds[1]) : from;
        int weight = sizeAndWeight.length == 2 ? Integer.parseInt(sizeAndWeight[1]) : 1;
        ranges.add(new Range(from, to, weight));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("batch must look like 1:70,2-5:30, not " + text, e);
      }
    }
    return new BatchSizes(ranges);
  }

  int draw(Draw draw) {
    int left = draw.below(ranges.stream().mapToInt(Range::weight).sum());
    for (Range range : ranges) {
      left -= range.weight;
      if (left < 0) {
        return range.from + draw.below(range.to - range.from + 1);
      }
    }
    throw new AssertionError("weights do not add up");
  }

  /// Sizes from and to, both included, and their weight against the other ranges.
  public record Range(int from, int to, int weight) {

    /// Checks the bounds.
    public Range {
      if (from < 1 || to < from || to > EVENTS_MAX || weight < 0 || weight > 1_000_000) {
        throw new IllegalArgumentException(
            "batch sizes go from 1 to " + EVENTS_MAX + ": " + from + "-" + to + ":" + weight);
      }
    }
  }
}
