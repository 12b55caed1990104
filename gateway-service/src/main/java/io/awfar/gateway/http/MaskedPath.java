package io.awfar.gateway.http;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A path whose segments are words or stars: ids, numbers and what else a caller may put into one
/// are not shown.
final class MaskedPath {

  private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z._-]{0,31}|");
  private static final int SEGMENTS_MAX = 10;

  private MaskedPath() {}

  static String of(String path) {
    return Arrays.stream(path.split("/", SEGMENTS_MAX))
        .map(segment -> WORD.matcher(segment).matches() ? segment : "*")
        .collect(Collectors.joining("/"));
  }
}
