package io.awfar.dedup.normalise;

import io.awfar.schemas.id.EventIdentity;
import io.awfar.whatsapp.RawEvent;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// When WhatsApp triggered what a webhook tells: `entry[].time`, which a channel event has in its
/// identity alone.
final class EntryTime {

  /// Unix seconds, for some millennia.
  private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,11}");

  private EntryTime() {}

  /// The time, null if there is none that can be. One that is still to come, by more than clocks
  /// may differ, would be the newest for ever.
  static @Nullable Instant of(RawEvent event) {
    String text = EventIdentity.entryTime(event.getIdentity());
    if (!SECONDS.matcher(text).matches()) {
      return null;
    }
    Instant time = Instant.ofEpochSecond(Long.parseLong(text));
    Instant latest = event.getReceivedAt().plus(JsonFields.CLOCKS_DIFFER_MAX);
    return time.isAfter(latest) ? null : time;
  }
}
