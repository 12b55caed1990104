package io.awfar.simulator.traffic;

import io.awfar.simulator.message.MessagePiece;
import io.awfar.simulator.payload.Contact;
import io.awfar.simulator.payload.Draw;
import io.awfar.simulator.payload.PhoneNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Events that belong together: some people write to one number, and the number's own messages to
/// them get their statuses.
///
/// Which events those are follows from their ordinals, and everything in them from seed and
/// ordinal, so any event can be computed again without having been kept. In some episodes the first
/// of the people has a story.
final class Episode {

  static final int EVENTS = 24;
  static final int MESSAGES = 14;
  static final int STATUSES_PER_SEND = 3;

  private static final int PEOPLE = 3;
  private static final long EPISODE_SALT = 1;
  private static final long SENDER_SALT = 2;
  private static final long STORY_SALT = 6;

  private final TrafficSettings settings;
  private final long first;
  private final PhoneNumber number;
  private final List<Contact> people;
  private final Story story;
  private final Contact moved;

  private Episode(TrafficSettings settings, long first) {
    this.settings = settings;
    this.first = first;
    Draw draw = Draw.of(settings.seed(), EPISODE_SALT, first);
    this.number = draw.pick(settings.numbers());
    List<Contact> drawn =
        new ArrayList<>(Stream.generate(() -> settings.people().draw(draw)).limit(PEOPLE).toList());
    Draw telling = Draw.of(settings.seed(), STORY_SALT, first);
    this.story = telling.chance(settings.stories()) ? Story.draw(telling) : Story.NONE;
    if (story.isMove()) {
      Newcomer newcomer = Newcomer.of(story, telling);
      drawn.set(0, newcomer.before());
      this.moved = newcomer.after();
    } else {
      this.moved = drawn.getFirst();
    }
    this.people = List.copyOf(drawn);
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

  /// Which of the people writes; in a story every third message is of the first one.
  int person(int position) {
    Draw draw = Draw.of(settings.seed(), SENDER_SALT, first + position);
    if (story == Story.NONE) {
      return draw.below(PEOPLE);
    }
    return position % PEOPLE == 0 ? 0 : 1 + draw.below(PEOPLE - 1);
  }

  Contact sender(int position) {
    int person = person(position);
    return person == 0 && story.hasMoved(position / PEOPLE) ? moved : people.get(person);
  }

  /// What a story wants the message to be.
  Optional<MessagePiece> piece(int position) {
    return story != Story.NONE && person(position) == 0
        ? story.piece(position / PEOPLE, moved)
        : Optional.empty();
  }

  /// Position of the message that this one would speak of: that with which the story of the same
  /// person began, else the one that the same person wrote last; or -1.
  int earlier(int position) {
    if (piece(position).isPresent()) {
      return position == 0 ? -1 : 0;
    }
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

  long ordinal(int position) {
    return first + position;
  }

  /// Ordinal of the id of the business's nth message: that of its first status.
  long sendOrdinal(int send) {
    return first + MESSAGES + (long) send * STATUSES_PER_SEND;
  }
}
