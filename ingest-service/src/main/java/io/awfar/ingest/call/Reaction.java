package io.awfar.ingest.call;

/// What to do about an error of WhatsApp's. It depends on the code, never on its texts; without a
/// code that is listed here, on the HTTP status.
public enum Reaction {
  /// It was not sent; try again after a while.
  RETRY,
  /// It was not sent, for the number sends too fast: all of its sends wait for a while.
  SLOW_NUMBER,
  /// It was not sent, for this chat gets too much: it alone waits.
  SLOW_CHAT,
  /// It may have been sent: find out, and never send it again.
  IN_DOUBT,
  /// It was not sent and nothing else of this number will be: stop, tell, and try again later.
  PAUSE_NUMBER,
  /// It was not sent and never will be.
  FAIL;

  private static final int OK = 200;
  private static final int CLIENT_ERROR = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private static final int TEMPLATE_CODE_MIN = 132_000;
  private static final int TEMPLATE_CODE_MAX = 132_999;

  /// The reaction to an answer that is an error.
  ///
  /// A code that is not listed says no more than the status does. So it is final in most answers
  /// 4xx and leaves a doubt in an answer 5xx: there the message may have been taken before
  /// something broke.
  public static Reaction to(int status, GraphError error) {
    int code = error.code();
    return switch (code) {
      // Unknown for the moment, unavailable, server overloaded, account in maintenance.
      case 1, 2, 131016, 131057 -> RETRY;
      // Rate limits of the app, the account and the number; too many tries at registration.
      case 4, 80007, 130429, 133016 -> SLOW_NUMBER;
      // Too many messages from this number to this person.
      case 131056 -> SLOW_CHAT;
      // "Something went wrong": before or after the message was taken, it does not say.
      case 131000 -> IN_DOUBT;
      // Spam rate limit, policy violations, account locked, payment.
      case 131048, 368, 131031, 131042 -> PAUSE_NUMBER;
      // Token, capability, permissions: as everywhere else that a token is used.
      case 0, 3, 10, 102, 190, 200 -> PAUSE_NUMBER;
      // Undeliverable, window closed, marketing held back or unwanted, unsupported, file; member
      // missing or wrong; no user ids for this kind of message.
      case 131026, 131047, 131049, 131050, 131051, 131053, 131008, 131009, 131062 -> FAIL;
      // Nobody in the recipient's country may be written to, which is told with 403.
      case 130497 -> FAIL;
      default -> isOfTemplate(code) ? FAIL : toStatus(status);
    };
  }

  /// Whether a message that WhatsApp has taken, and then failed with this code, says that nothing
  /// else of the number will be sent.
  public static boolean pausesNumber(int code) {
    return to(OK, new GraphError(code, null, null, null)) == PAUSE_NUMBER;
  }

  /// Whether a wait that WhatsApp asks for with it is one of all sends of the number. The others
  /// are about one chat, or about a send that is not tried again.
  public boolean concernsTheNumber() {
    return switch (this) {
      case RETRY, SLOW_NUMBER, IN_DOUBT, PAUSE_NUMBER -> true;
      case SLOW_CHAT, FAIL -> false;
    };
  }

  private static boolean isOfTemplate(int code) {
    return code >= TEMPLATE_CODE_MIN && code <= TEMPLATE_CODE_MAX;
  }

  private static Reaction toStatus(int status) {
    return switch (status) {
      case UNAUTHORIZED, FORBIDDEN -> PAUSE_NUMBER;
      case TOO_MANY_REQUESTS -> SLOW_NUMBER;
      default -> status >= SERVER_ERROR || status < CLIENT_ERROR ? IN_DOUBT : FAIL;
    };
  }
}
