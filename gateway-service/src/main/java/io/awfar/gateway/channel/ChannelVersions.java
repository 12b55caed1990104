package io.awfar.gateway.channel;

import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which versions of a channel a change is meant for: the header `If-Match`, entity tags or `*`.
///
/// @param tags none of them weak; empty for any
record ChannelVersions(Set<String> tags) {

  private static final String ANY = "*";

  /// @throws RefusedException if the header is missing
  static ChannelVersions of(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.isBlank()) {
      throw new RefusedException(ErrorCode.VERSION_MISSING);
    }
    if (ifMatch.strip().equals(ANY)) {
      return new ChannelVersions(Set.of());
    }
    return new ChannelVersions(
        Stream.of(ifMatch.split(",")).map(String::strip).collect(Collectors.toUnmodifiableSet()));
  }

  /// The entity tag of a version.
  static String tag(long version) {
    return "\"" + version + "\"";
  }

  /// @throws RefusedException if it is another version
  void check(long version) {
    if (!tags.isEmpty() && !tags.contains(tag(version))) {
      throw new RefusedException(ErrorCode.VERSION_OUTDATED);
    }
  }
}
