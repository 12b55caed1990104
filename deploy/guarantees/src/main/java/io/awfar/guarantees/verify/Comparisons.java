package io.awfar.guarantees.verify;

import java.util.Locale;
import java.util.stream.LongStream;

/// How much of a run stood beside something that it could have contradicted: a promise about what
/// never came says nothing.
///
/// @param eventsInPosts with the one before them of their chat in their webhook
/// @param rawEvents with the bytes that were sent
/// @param texts of clean messages with those that were sent
/// @param rows of messages with the texts of the clean ones
/// @param files of messages with their fates
public record Comparisons(long eventsInPosts, long rawEvents, long texts, long rows, long files) {

  /// Whether there is some of everything.
  public boolean areComplete() {
    return LongStream.of(eventsInPosts, rawEvents, texts, rows, files).allMatch(count -> count > 0);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d events with the one before in their webhook, %,d raw events, %,d texts, %,d rows, %,d"
            + " files",
        eventsInPosts,
        rawEvents,
        texts,
        rows,
        files);
  }
}
