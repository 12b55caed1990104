package io.awfar.simulator.api;

import io.awfar.simulator.fault.Effect;
import io.awfar.simulator.fault.Fault;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What happens to a message, decided by the phone number it goes to, so that a test of a
/// deployment can ask for a failure from outside.
///
/// A number `1999<code>` is refused with that error, `1998<code>` is accepted and fails with it,
/// `1997...` is accepted without an answer, as if the connection broke: its statuses come all the
/// same. With `1996...` the connection breaks before the message is accepted.
final class RecipientScript {

  private static final Pattern SCRIPT = Pattern.compile("\\+?199([6-9])(\\d{1,6})");

  private RecipientScript() {}

  /// What the recipient's number asks for, if anything.
  static Optional<Fault> of(String to) {
    Matcher script = SCRIPT.matcher(to);
    if (!script.matches()) {
      return Optional.empty();
    }
    int code = Integer.parseInt(script.group(2));
    return switch (script.group(1)) {
      case "9" -> Optional.of(Fault.refuse(code));
      case "8" -> Optional.of(Fault.of(new Effect.Fail(code)));
      case "7" -> Optional.of(Fault.of(new Effect.Drop()).afterAccepting());
      default -> Optional.of(Fault.of(new Effect.Drop()));
    };
  }
}
