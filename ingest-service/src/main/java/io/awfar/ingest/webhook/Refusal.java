package io.awfar.ingest.webhook;

import java.util.Locale;
import org.springframework.http.HttpStatus;

/// Every way in which a request is not accepted, with what its sender is told. The codes are a
/// contract; see the README.
enum Refusal {
  HANDSHAKE_REFUSED(HttpStatus.FORBIDDEN, "The mode or the verify token is wrong"),
  INVALID_HANDSHAKE(HttpStatus.BAD_REQUEST, "The challenge is missing or too long"),
  INVALID_SIGNATURE(HttpStatus.UNAUTHORIZED, "X-Hub-Signature-256 is missing or wrong"),
  BODY_TOO_SLOW(HttpStatus.REQUEST_TIMEOUT, "The body did not arrive in time"),
  BODY_INCOMPLETE(HttpStatus.BAD_REQUEST, "The sender hung up before the end of the body"),
  BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body is too large"),
  TOO_MANY_EVENTS(HttpStatus.CONTENT_TOO_LARGE, "The body has too many parts"),
  SPLIT_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The events of the body are too large together"),
  TOO_COMPLEX(HttpStatus.CONTENT_TOO_LARGE, "The JSON is nested too deeply or a name is too long"),
  INVALID_JSON(HttpStatus.BAD_REQUEST, "The body is not JSON in UTF-8 with unique names"),
  INVALID_WEBHOOK(HttpStatus.BAD_REQUEST, "The body is not a webhook with entries and changes"),
  OVERLOADED(HttpStatus.SERVICE_UNAVAILABLE, "Too much is in flight"),
  UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The events cannot be stored now"),
  NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing here"),
  METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "Only GET and POST are allowed here"),
  INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "The service failed");

  private final HttpStatus status;
  private final String title;

  Refusal(HttpStatus status, String title) {
    this.status = status;
    this.title = title;
  }

  HttpStatus status() {
    return status;
  }

  String title() {
    return title;
  }

  /// The stable name that programs act on.
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  RefusedException exception() {
    return new RefusedException(this);
  }
}
