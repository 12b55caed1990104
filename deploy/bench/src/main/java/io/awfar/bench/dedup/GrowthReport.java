package io.awfar.bench.dedup;

import static io.awfar.bench.report.Figures.figure;
import static io.awfar.bench.report.Figures.megabytes;

import io.awfar.bench.process.Measured;
import io.awfar.bench.report.BarChart;
import io.awfar.bench.report.Goal;
import io.awfar.bench.report.Goal.Bound;
import io.awfar.bench.report.Report;
import io.awfar.bench.report.Table;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Growth and expiry as tables and goals.
final class GrowthReport {

  private static final double FLAT = 1.1;
  private static final double BYTES_PER_EVENT_MAX = 32;

  private GrowthReport() {}

  static Report of(Map<Integer, Measured> growth, List<Measured> expiry, int expirySlice) {
    Report report = new Report("dedup-growth", "dedup-stream/README.md#speed");
    Table table =
        new Table(
            "Cost by events remembered",
            "remembered",
            "rec/s",
            "CPU s/M",
            "remembered then",
            "store MB",
            "store bytes/event",
            "RSS MB",
            "RSS bytes/event");
    BarChart chart = new BarChart("CPU per million records, by events remembered", "CPU s");
    growth.forEach((millions, measured) -> {
      table.add(
          millions + "M",
          figure(measured.get("rate")),
          figure(measured.get("cpu")),
          "%,.0f".formatted(measured.get("remembered")),
          megabytes(measured.get("storeBytes")),
          figure(storeBytesPerEvent(measured)),
          megabytes(measured.get("residentBytes")),
          millions == first(growth) ? "-" : figure(residentBytesPerEvent(growth, millions)));
      chart.add(millions + "M", measured.get("cpu"), true);
    });
    report.add(table);
    report.add(chart);
    Table expiryTable =
        new Table(
            "Memory when the oldest are forgotten",
            "records so far",
            "rec/s",
            "CPU s/M",
            "remembered",
            "store MB",
            "RSS MB");
    for (int i = 0; i < expiry.size(); i++) {
      expiryTable.add(
          "%,d".formatted((long) (i + 1) * expirySlice),
          figure(expiry.get(i).get("rate")),
          figure(expiry.get(i).get("cpu")),
          "%,.0f".formatted(expiry.get(i).get("remembered")),
          megabytes(expiry.get(i).get("storeBytes")),
          megabytes(expiry.get(i).get("residentBytes")));
    }
    report.add(expiryTable);
    report.remark(
        "An event is known for as long as %,d records last in the second table."
            .formatted(expirySlice));
    List<Integer> points = List.copyOf(growth.keySet());
    report.add(
        new Goal(
            "dedup-growth.cpu-at-%dM-of-lowest".formatted(points.getLast()),
            at(growth, points.getLast(), "cpu") / lowest(growth),
            Bound.AT_MOST,
            FLAT,
            "x"));
    report.add(
        new Goal(
            "dedup-growth.memory-per-event-at-%dM".formatted(points.getLast()),
            storeBytesPerEvent(Objects.requireNonNull(growth.get(points.getLast()))),
            Bound.AT_MOST,
            BYTES_PER_EVENT_MAX,
            "B"));
    if (points.size() > 1) {
      report.add(
          new Goal(
              "dedup-growth.resident-memory-per-event-at-%dM".formatted(points.getLast()),
              residentBytesPerEvent(growth, points.getLast()),
              Bound.AT_MOST,
              BYTES_PER_EVENT_MAX,
              "B"));
    }
    // The second slice is the first that forgets: an event is known at most an eighth longer.
    double steady = expiry.get(1).get("storeBytes");
    double most =
        expiry.stream()
            .skip(2)
            .mapToDouble(each -> each.get("storeBytes"))
            .max()
            .orElse(Double.NaN);
    report.add(
        new Goal("dedup-growth.memory-flat-under-expiry", most / steady, Bound.AT_MOST, FLAT, "x"));
    return report;
  }

  /// Of the events since the first row: what a process takes that remembers none is in both.
  private static double residentBytesPerEvent(Map<Integer, Measured> growth, int millions) {
    int first = first(growth);
    return (at(growth, millions, "residentBytes") - at(growth, first, "residentBytes"))
        / (at(growth, millions, "remembered") - at(growth, first, "remembered"));
  }

  private static int first(Map<Integer, Measured> growth) {
    return growth.keySet().iterator().next();
  }

  /// The store is looked at after the probe, whose events are remembered, too.
  private static double storeBytesPerEvent(Measured measured) {
    return measured.get("storeBytes") / measured.get("remembered");
  }

  /// Not the first: that one is the least warm.
  private static double lowest(Map<Integer, Measured> growth) {
    return growth.values().stream()
        .mapToDouble(measured -> measured.get("cpu"))
        .min()
        .orElse(Double.NaN);
  }

  private static double at(Map<Integer, Measured> growth, int millions, String figure) {
    Measured measured = growth.get(millions);
    return measured == null ? Double.NaN : measured.get(figure);
  }
}
