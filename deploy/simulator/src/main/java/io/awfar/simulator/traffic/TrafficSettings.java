package io.awfar.simulator.traffic;

import io.awfar.simulator.payload.People;
import io.awfar.simulator.payload.PhoneNumber;
import io.awfar.simulator.payload.Wamid;
import java.time.Instant;
import java.util.List;

/// What the traffic is made of; the same settings give the same POSTs.
///
/// @param seed decides every id and choice; another seed shares no id with this one
/// @param baseInstant the time of the first event, by WhatsApp's clock
/// @param eventsMax unique events to offer, then no more
/// @param eventsPerSecond deliveries of events per second, duplicates included; 0 as fast as
///   possible
/// @param numbers the business's numbers
/// @param people those who write
/// @param duplicates share of deliveries that repeat an earlier one, 0 to 0.9
/// @param batch events per POST
/// @param groupMessages share of messages written in a group
/// @param mediaBytes size of files, about
/// @param stories share of episodes in which one of the people has a story: edits, a revocation,
///   reactions, a new number or a new user id
public record TrafficSettings(
    long seed,
    Instant baseInstant,
    long eventsMax,
    double eventsPerSecond,
    List<PhoneNumber> numbers,
    People people,
    double duplicates,
    BatchSizes batch,
    double groupMessages,
    int mediaBytes,
    double stories) {

  /// No end.
  public static final long UNLIMITED = Wamid.ORDINAL_MAX >>> 4;

  private static final int PEOPLE_MAX = 100_000_000;

  /// Checks the bounds.
  public TrafficSettings {
    numbers = List.copyOf(numbers);
    require(eventsMax >= 0 && eventsMax <= UNLIMITED, "events", "0 or more");
    require(eventsPerSecond >= 0 && eventsPerSecond <= 1e7, "rate", "0 to 10,000,000");
    require(!numbers.isEmpty(), "numbers", "at least one phone number id");
    require(people.count() > 0 && people.count() <= PEOPLE_MAX, "contacts", "1 to 100,000,000");
    require(duplicates >= 0 && duplicates <= 0.9, "duplicates", "0 to 0.9");
    require(people.hiddenShare() >= 0 && people.hiddenShare() <= 1, "hidden-phones", "0 to 1");
    require(groupMessages >= 0 && groupMessages <= 1, "groups", "0 to 1");
    require(stories >= 0 && stories <= 1, "stories", "0 to 1");
    require(mediaBytes > 0 && mediaBytes <= 1 << 20, "media-bytes", "1 to 1048576");
  }

  /// The time of an event by WhatsApp's clock: they come as fast as they are offered.
  Instant at(long ordinal) {
    double perSecond = eventsPerSecond > 0 ? eventsPerSecond : 10_000;
    return baseInstant.plusMillis((long) (ordinal * 1000.0 / perSecond));
  }

  private static void require(boolean holds, String name, String bounds) {
    if (!holds) {
      throw new IllegalArgumentException(name + " must be " + bounds);
    }
  }
}
