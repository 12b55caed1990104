package io.awfar.simulator.payload;

import java.util.List;
import java.util.Optional;

/// The people who write to the business.
///
/// They do not depend on the seed: a second run continues the chats of the first.
///
/// @param count how many there are
/// @param hiddenShare share of them without a phone number, 0 to 1
public record People(int count, double hiddenShare) {

  private static final long SALT = 0x7065_6F70_6C65L;
  private static final int TAIL_DIGITS = 9;
  private static final long TAILS = 1_000_000_000L;
  private static final long TAIL_OF_FIRST = 512_345_678L;
  private static final long TAIL_STEP = 7919L;
  // The inverse of the step modulo the number of tails: from a tail back to the person.
  private static final long TAIL_STEP_BACK = 940_017_679L;
  private static final List<String> COUNTRY_CODES =
      List.of("20", "966", "971", "962", "212", "1", "44", "49", "55", "91");
  private static final List<String> FIRST_NAMES =
      List.of(
          "محمد", "فاطمة", "أحمد", "نورة", "خالد", "ليلى", "Amina", "Youssef", "Maria", "José",
          "Jürgen", "Chloé", "Ravi", "Zoë", "Ngozi", "Łukasz");
  private static final List<String> LAST_NAMES =
      List.of(
          "العتيبي",
          "حسن",
          "السيد",
          "المنصوري",
          "Haddad",
          "Benali",
          "Silva",
          "O'Connor",
          "Müller",
          "Nguyễn",
          "Sharma",
          "Okafor",
          "🌙");

  /// Any of them.
  public Contact draw(Draw draw) {
    return person(draw.below(count));
  }

  /// The one with this phone number or user id, if they are one of these people.
  public Optional<Contact> find(String id) {
    if (!id.matches(".*\\d{" + TAIL_DIGITS + "}")) {
      return Optional.empty();
    }
    long tail = Long.parseLong(id.substring(id.length() - TAIL_DIGITS));
    long index = Math.floorMod(tail - TAIL_OF_FIRST, TAILS) * TAIL_STEP_BACK % TAILS;
    if (index >= count) {
      return Optional.empty();
    }
    Contact person = person((int) index);
    return id.equals(person.phone()) || id.equals(person.userId())
        ? Optional.of(person)
        : Optional.empty();
  }

  private Contact person(int index) {
    Draw draw = Draw.of(SALT, index);
    String tail = Long.toString(TAILS + (index * TAIL_STEP + TAIL_OF_FIRST) % TAILS).substring(1);
    String phone = draw.pick(COUNTRY_CODES) + tail;
    String name = draw.pick(FIRST_NAMES) + ' ' + draw.pick(LAST_NAMES);
    String userId = "US." + draw.digits(11) + tail;
    boolean named = draw.chance(0.3);
    boolean hasParent = draw.chance(0.3);
    boolean hidden = draw.chance(hiddenShare);
    boolean known = hidden || draw.chance(0.3);
    return new Contact(
        hidden ? null : phone,
        known ? userId : null,
        known && hasParent ? "US.ENT." + userId.substring(3) : null,
        known && named ? "user." + tail : null,
        name);
  }
}
