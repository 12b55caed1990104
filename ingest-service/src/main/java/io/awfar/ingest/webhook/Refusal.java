package io.awfar.ingest.webhook;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Locale;

/// Every way in which a request is not accepted, with what its sender is told. The codes are a
/// contract; see the README.
enum Refusal {
  HANDSHAKE_REFUSED(HttpResponseStatus.FORBIDDEN, "The mode or the verify token is wrong"),
  INVALID_HANDSHAKE(HttpResponseStatus.BAD_REQUEST, "The challenge is missing or too long"),
  INVALID_SIGNATURE(HttpResponseStatus.UNAUTHORIZED, "X-Hub-Signature-256 is missing or wrong"),
  FOREIGN_CHANNEL(
      HttpResponseStatus.UNAUTHORIZED,
      "An event is of a number that this signer does not speak for"),
  BODY_TOO_SLOW(HttpResponseStatus.REQUEST_TIMEOUT, "The body did not arrive in time"),
  BODY_INCOMPLETE(HttpResponseStatus.BAD_REQUEST, "The sender hung up before the end of the body"),
  BODY_TOO_LARGE(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, "The body is too large"),
  TOO_MANY_EVENTS(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, "The body has too many parts"),
  SPLIT_TOO_LARGE(
      HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, "The events of the body are too large together"),
  TOO_COMPLEX(
      HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
      "The JSON is nested too deeply or a name is too long"),
  INVALID_JSON(HttpResponseStatus.BAD_REQUEST, "The body is not JSON in UTF-8 with unique names"),
  INVALID_WEBHOOK(
      HttpResponseStatus.BAD_REQUEST, "The body is not a webhook with entries and changes"),
  OVERLOADED(HttpResponseStatus.SERVICE_UNAVAILABLE, "Too much is in flight"),
  CHANNEL_UNUSABLE(
      HttpResponseStatus.SERVICE_UNAVAILABLE,
      "An event is of a number with unreadable credentials"),
  UNAVAILABLE(HttpResponseStatus.SERVICE_UNAVAILABLE, "The events cannot be stored now"),
  NOT_FOUND(HttpResponseStatus.NOT_FOUND, "There is nothing here"),
  METHOD_NOT_ALLOWED(HttpResponseStatus.METHOD_NOT_ALLOWED, "Only GET and POST are allowed here"),
  INTERNAL_ERROR(HttpResponseStatus.INTERNAL_SERVER_ERROR, "The service failed");

  private final HttpResponseStatus status;
  private final String title;

  Refusal(HttpResponseStatus status, String title) {
    this.status = status;
    this.title = title;
  }

  HttpResponseStatus status() {
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
