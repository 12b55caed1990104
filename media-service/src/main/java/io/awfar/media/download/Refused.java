package io.awfar.media.download;

/// A file that cannot be had, however often one asks.
///
/// @param reason stable code: `too-large`, `url-refused`, `lookup-refused` or `download-refused`
public record Refused(String reason) implements Lookup, Download {

  static final Refused TOO_LARGE = new Refused("too-large");
  static final Refused LOOKUP = new Refused("lookup-refused");
  static final Refused DOWNLOAD = new Refused("download-refused");
}
