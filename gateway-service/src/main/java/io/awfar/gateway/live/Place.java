package io.awfar.gateway.live;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Up to where a client has been told: what stands behind the `@` in the ids of events.
///
/// @param memory of which gateway, since when; only there the sequence means something
/// @param sequence of the last event of the workspace
/// @param mark what was written down for other gateways, 0 if nothing
record Place(String memory, long sequence, long mark) {

  private static final Pattern ID =
      Pattern.compile(
          "(?:[a-z]\\.\\d{1,6}\\.\\d{1,19})?@([0-9a-z]{1,16})\\.(\\d{1,18})\\.(\\d{1,18})");

  private static final int ID_CHARS_MAX = 100;

  /// @param id as a client sends it
  /// @return null if it is none of ours
  static @Nullable Place parse(String id) {
    if (id.length() > ID_CHARS_MAX) {
      return null;
    }
    Matcher parts = ID.matcher(id);
    return parts.matches()
        ? new Place(parts.group(1), Long.parseLong(parts.group(2)), Long.parseLong(parts.group(3)))
        : null;
  }

  /// The id of an event, and of none if there has been no event yet.
  ///
  /// @param event its name, the same at all gateways
  String id(String event) {
    return event + '@' + memory + '.' + sequence + '.' + mark;
  }
}
