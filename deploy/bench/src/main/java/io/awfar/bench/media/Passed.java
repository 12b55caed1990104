package io.awfar.bench.media;

import io.awfar.bench.report.Contended;

/// What it took to bring files of one size into the bucket.
///
/// @param contender by which way
/// @param cpuSeconds of the process that did it, without that of the bucket
record Passed(String contender, int bytes, int files, double seconds, double cpuSeconds)
    implements Contended {

  static final String MINIO = "minio client";
  static final String INBOUND = "awfar inbound";
  static final String UPLOAD = "awfar upload";

  private static final double MEGABYTE = 1e6;

  double filesPerSecond() {
    return files / seconds;
  }

  double megabytesPerSecond() {
    return filesPerSecond() * bytes / MEGABYTE;
  }

  double cpuMillisPerFile() {
    return cpuSeconds * 1e3 / files;
  }
}
