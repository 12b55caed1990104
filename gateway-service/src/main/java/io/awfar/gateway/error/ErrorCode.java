package io.awfar.gateway.error;

import java.util.Locale;
import org.springframework.http.HttpStatus;

/// Every way in which a request can be refused; a code, once published, keeps its meaning.
public enum ErrorCode {
  VALIDATION_FAILED(HttpStatus.BAD_REQUEST, "Some values are not valid"),
  MALFORMED_BODY(HttpStatus.BAD_REQUEST, "The body is missing or not valid JSON"),
  BAD_REQUEST(HttpStatus.BAD_REQUEST, "The request is not valid"),
  TOKEN_MISSING(HttpStatus.UNAUTHORIZED, "This route needs a bearer token"),
  TOKEN_INVALID(HttpStatus.UNAUTHORIZED, "The token is not valid or has expired"),
  CREDENTIALS_INVALID(HttpStatus.UNAUTHORIZED, "The email or the password is wrong"),
  FORBIDDEN(HttpStatus.FORBIDDEN, "Your role may not do this"),
  ORIGIN_REFUSED(HttpStatus.FORBIDDEN, "This origin may not call the API"),
  ROUTE_NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing at this address"),
  CHAT_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such chat"),
  CHANNEL_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such channel"),
  CHANNEL_EXISTS(HttpStatus.CONFLICT, "The number is a channel already"),
  CHANNELS_EXHAUSTED(HttpStatus.CONFLICT, "The workspace has as many channels as it may have"),
  APP_SECRETS_EXHAUSTED(HttpStatus.CONFLICT, "There are as many app secrets as there may be"),
  CREDENTIALS_UNREADABLE(
      HttpStatus.CONFLICT, "The channel's secrets cannot be read; give all of them anew"),
  VERSION_OUTDATED(HttpStatus.PRECONDITION_FAILED, "It has changed since; read it again"),
  VERSION_MISSING(HttpStatus.PRECONDITION_REQUIRED, "If-Match must say which version is meant"),
  METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "This route does not know the method"),
  NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "The answer is JSON, which Accept rules out"),
  REQUEST_TIMEOUT(HttpStatus.REQUEST_TIMEOUT, "The request took too long to arrive"),
  BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body is too large"),
  MEDIA_TYPE_UNSUPPORTED(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json"),
  INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side"),
  BUSY(HttpStatus.SERVICE_UNAVAILABLE, "Too much to do right now; try again"),
  KEYS_MISSING(HttpStatus.SERVICE_UNAVAILABLE, "There is no key to encrypt secrets with"),
  KAFKA_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Kafka does not answer; try again"),
  DATABASE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The database does not answer; try again");

  private final HttpStatus status;
  private final String title;

  ErrorCode(HttpStatus status, String title) {
    this.status = status;
    this.title = title;
  }

  public HttpStatus status() {
    return status;
  }

  public String title() {
    return title;
  }

  /// The name as it stands in an answer's `code`, such as `chat_not_found`.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
