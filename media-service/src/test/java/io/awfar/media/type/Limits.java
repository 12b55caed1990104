package io.awfar.media.type;

import org.springframework.util.unit.DataSize;

final class Limits {

  private Limits() {}

  static SizeLimits usual() {
    return new SizeLimits(
        DataSize.ofMegabytes(5),
        DataSize.ofMegabytes(50),
        DataSize.ofMegabytes(15),
        DataSize.ofMegabytes(10),
        DataSize.ofKilobytes(500));
  }
}
