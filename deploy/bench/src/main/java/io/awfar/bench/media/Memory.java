package io.awfar.bench.media;

/// Resident bytes of media-service at their highest.
///
/// @param few while few large files are uploaded at a time
/// @param many while all of them are
record Memory(double few, double many) {

  double growth() {
    return many / few;
  }
}
