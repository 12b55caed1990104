package io.awfar.simulator.traffic;

import io.awfar.simulator.payload.Contact;
import io.awfar.simulator.payload.Draw;
import io.awfar.simulator.payload.PhoneNumber;
import java.util.List;
import java.util.stream.Stream;

/// Twenty-four events that belong together: some chats on one number.
///
/// First the messages of its people, then the statuses of three messages that the business wrote,
/// last an event of the channel. Everything in it is a function of the seed and its first ordinal,
/// so any event can be computed again without having been kept.
final class Episode {

  static final int EVENTS = 24;
  static final int MESSAGES = 14;
  static final int STATUSES_PER_SEND = 3;

  private static final int PEOPLE = 3;
  private static final long EPISODE_SALT = 1;
  private static final long SENDER_SALT = 2;

  private final TrafficSettings settings;
  private final long first;
  private final PhoneNumber number;
  private final List<Contact> people;

  private Episode(TrafficSettings settings, long first) {
    this.settings = settings;
    this.first = first;
    Draw draw = Draw.of(settings.seed(), EPISODE_SALT, first);
    this.number = draw.pick(settings.numbers());
    this.people = Stream.generate(() -> settings.people().draw(draw)).limit(PEOPLE).toList();
  }

  static Episode of(TrafficSettings settings, long ordinal) {
    return new Episode(settings, ordinal - ordinal % EVENTS);
  }

  PhoneNumber number() {
    return number;
  }

  int position(long ordinal) {
    return (int) (ordinal - first);
  }

  Contact sender(int position) {
    Draw draw = Draw.of(settings.seed(), SENDER_SALT, first + position);
    return people.get(draw.below(PEOPLE));
  }

  /// Position of the message that the same person wrote last before this one, or -1.
  int earlier(int position) {
    Contact sender = sender(position);
    for (int before = position - 1; before >= 0; before--) {
      if (sender(before).equals(sender)) {
        return before;
      }
    }
    return -1;
  }

  /// The person that the business wrote its nth message to.
  Contact recipient(int send) {
    return people.get(send % PEOPLE);
  }

  /// Which of the people this is; the business wrote one message to each.
  int sendTo(Contact person) {
    return people.indexOf(person);
  }

  long ordinal(int position) {
    return first + position;
  }

  /// Ordinal of the id of the business's nth message: that of its first status.
  long sendOrdinal(int send) {
    return first + MESSAGES + (long) send * STATUSES_PER_SEND;
  }
}
