package io.awfar.bench.media;

import static io.awfar.bench.report.Contended.mean;
import static io.awfar.bench.report.Figures.figure;
import static io.awfar.bench.report.Figures.megabytes;

import io.awfar.bench.report.BarChart;
import io.awfar.bench.report.Goal;
import io.awfar.bench.report.Goal.Bound;
import io.awfar.bench.report.Report;
import io.awfar.bench.report.Table;
import java.util.List;

/// The comparison as tables and goals.
final class MediaReport {

  private static final double MEMORY_GROWTH = 1.25;

  private MediaReport() {}

  static Report of(List<Passed> passed, Memory memory, int films) {
    Report report = new Report("media", "media-service/README.md#speed");
    report.remark(
        "16 files at a time. Inbound is from the message in Kafka to the event that the file is"
            + " stored, with WhatsApp's look-up and download between; upload is from the request to"
            + " its answer. CPU is that of the process which does it, without the bucket's.");
    Table table =
        new Table("Files into the bucket", "contender", "KB", "files/s", "MB/s", "CPU ms/file");
    passed.forEach(each ->
        table.add(
            each.contender(),
            figure(each.bytes() / 1024.0),
            figure(each.filesPerSecond()),
            figure(each.megabytesPerSecond()),
            figure(each.cpuMillisPerFile())));
    report.add(table);
    Table kept = new Table("Uploads of 50 MB at a time", "at a time", "highest RSS MB");
    kept.add("4", megabytes(memory.few()));
    kept.add(Integer.toString(films), megabytes(memory.many()));
    report.add(kept);
    int small = passed.stream().mapToInt(Passed::bytes).min().orElseThrow();
    List<Passed> ofSmall = passed.stream().filter(each -> each.bytes() == small).toList();
    BarChart chart = new BarChart("Files of 200 KB a second", "files/s");
    for (String contender : List.of(Passed.MINIO, Passed.INBOUND, Passed.UPLOAD)) {
      chart.add(
          contender,
          mean(ofSmall, contender, Passed::filesPerSecond),
          !contender.equals(Passed.MINIO));
    }
    report.add(chart);
    report.add(new Goal("media.memory-growth", memory.growth(), Bound.AT_MOST, MEMORY_GROWTH, "x"));
    return report;
  }
}
