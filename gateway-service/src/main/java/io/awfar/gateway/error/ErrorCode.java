package io.awfar.gateway.error;

import java.util.Locale;
import org.springframework.http.HttpStatus;

/// Every way in which a request can be refused; a code, once published, keeps its meaning.
public enum ErrorCode {
  VALIDATION_FAILED(HttpStatus.BAD_REQUEST, "Some values are not valid"),
  MALFORMED_BODY(HttpStatus.BAD_REQUEST, "The body is missing or not valid JSON"),
  BAD_REQUEST(HttpStatus.BAD_REQUEST, "The request is not valid"),
  MULTIPART_MALFORMED(
      HttpStatus.BAD_REQUEST, "The body is not whole, or not multipart/form-data as it says"),
  PART_UNEXPECTED(HttpStatus.BAD_REQUEST, "The body has another part than one file named file"),
  FILE_MISSING(HttpStatus.BAD_REQUEST, "The body has no file named file"),
  FILE_EMPTY(HttpStatus.BAD_REQUEST, "The file has no bytes"),
  INVALID_RECIPIENT(
      HttpStatus.BAD_REQUEST, "WhatsApp takes no such recipient: a number has its country code"),
  TOKEN_MISSING(HttpStatus.UNAUTHORIZED, "This route needs a bearer token"),
  TOKEN_INVALID(HttpStatus.UNAUTHORIZED, "The token is not valid or has expired"),
  CREDENTIALS_INVALID(HttpStatus.UNAUTHORIZED, "The email or the password is wrong"),
  PASSWORD_WRONG(HttpStatus.FORBIDDEN, "The current password is wrong"),
  REGISTRATION_CLOSED(HttpStatus.FORBIDDEN, "Nobody can register here"),
  INVITATION_MISSING(HttpStatus.FORBIDDEN, "Registering here takes an invitation"),
  INVITATION_INVALID(
      HttpStatus.FORBIDDEN,
      "The invitation is not for this email, was used or withdrawn, or has expired"),
  FORBIDDEN(HttpStatus.FORBIDDEN, "Your role may not do this"),
  ORIGIN_REFUSED(HttpStatus.FORBIDDEN, "This origin may not call the API"),
  ROUTE_NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing at this address"),
  USER_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such user"),
  USER_EXISTS(HttpStatus.CONFLICT, "The workspace has a user with this email already"),
  LAST_ADMIN(HttpStatus.CONFLICT, "The workspace would be left without an administrator"),
  INVITATION_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such invitation"),
  INVITATIONS_EXHAUSTED(
      HttpStatus.CONFLICT, "The workspace has as many open invitations as it may have"),
  CHAT_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such chat"),
  LABEL_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such label"),
  NOTE_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such note"),
  MESSAGE_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such message"),
  FILE_UNKNOWN(HttpStatus.NOT_FOUND, "The workspace has no such file"),
  CHANNEL_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such channel"),
  CHANNEL_UNKNOWN(HttpStatus.NOT_FOUND, "The workspace has no such number to send from"),
  CHANNEL_EXISTS(HttpStatus.CONFLICT, "The number is a channel already"),
  CHANNELS_EXHAUSTED(HttpStatus.CONFLICT, "The workspace has as many channels as it may have"),
  APP_SECRETS_EXHAUSTED(HttpStatus.CONFLICT, "There are as many app secrets as there may be"),
  CHAT_ASSIGNED(HttpStatus.CONFLICT, "Somebody else answers the chat already"),
  LABEL_EXISTS(HttpStatus.CONFLICT, "The workspace has a label of this name already"),
  LABELS_EXHAUSTED(HttpStatus.CONFLICT, "The workspace has as many labels as it may have"),
  CHAT_LABELS_EXHAUSTED(HttpStatus.CONFLICT, "The chat has as many labels as it may have"),
  CREDENTIALS_UNREADABLE(
      HttpStatus.CONFLICT, "The channel's secrets cannot be read; give all of them anew"),
  CHANNEL_UNUSABLE(HttpStatus.CONFLICT, "The number's secrets cannot be read; it sends nothing"),
  CHANNEL_NOT_LINKED_BY_QR(
      HttpStatus.CONFLICT, "The number is one of WhatsApp's Cloud API, which no QR code links"),
  WINDOW_CLOSED(
      HttpStatus.CONFLICT, "The last message of the contact is a day old; only templates are sent"),
  REQUEST_IN_PROGRESS(
      HttpStatus.CONFLICT, "The request with this idempotency key is still being worked on"),
  VERSION_OUTDATED(HttpStatus.PRECONDITION_FAILED, "It has changed since; read it again"),
  IDEMPOTENCY_KEY_REUSED(
      HttpStatus.UNPROCESSABLE_CONTENT, "The idempotency key belongs to a request of another body"),
  MESSAGE_UNKNOWN(HttpStatus.UNPROCESSABLE_CONTENT, "WhatsApp has no such message of this chat"),
  ASSIGNEE_UNKNOWN(
      HttpStatus.UNPROCESSABLE_CONTENT, "The workspace has no such user who answers chats"),
  TEMPLATE_UNKNOWN(
      HttpStatus.UNPROCESSABLE_CONTENT,
      "WhatsApp has no such template in this language, or no longer"),
  TEMPLATE_NOT_APPROVED(
      HttpStatus.UNPROCESSABLE_CONTENT, "WhatsApp does not let the template be sent at present"),
  MEDIA_UNKNOWN(HttpStatus.UNPROCESSABLE_CONTENT, "WhatsApp has no file with this id"),
  MEDIA_EXPIRED(HttpStatus.UNPROCESSABLE_CONTENT, "WhatsApp has the file with this id no longer"),
  FILE_KIND_UNFIT(
      HttpStatus.UNPROCESSABLE_CONTENT, "The file cannot be sent as what it is to be sent as"),
  FILE_REFUSED(HttpStatus.UNPROCESSABLE_CONTENT, "WhatsApp does not take the file"),
  VERSION_MISSING(HttpStatus.PRECONDITION_REQUIRED, "If-Match must say which version is meant"),
  METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "This route does not know the method"),
  NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "Accept rules out the type of the answer"),
  REQUEST_TIMEOUT(HttpStatus.REQUEST_TIMEOUT, "The request took too long to arrive"),
  BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body is too large"),
  FILE_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The file is larger than one of its kind may be"),
  MEDIA_TYPE_UNSUPPORTED(
      HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body must be of the type that the route takes"),
  FILE_TYPE_REFUSED(
      HttpStatus.UNSUPPORTED_MEDIA_TYPE, "WhatsApp takes no files of the type that the bytes are"),
  FILE_MALFORMED(
      HttpStatus.UNPROCESSABLE_CONTENT, "The file is not whole, or not of its type alone"),
  CHANNEL_UNPROVEN(
      HttpStatus.UNPROCESSABLE_CONTENT,
      "Nothing shows that the number is yours; violations say why"),
  RATE_LIMITED(HttpStatus.TOO_MANY_REQUESTS, "Too many requests; Retry-After says when to go on"),
  STREAMS_EXHAUSTED(
      HttpStatus.TOO_MANY_REQUESTS, "The user has as many streams of events as it may have"),
  INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side"),
  BUSY(HttpStatus.SERVICE_UNAVAILABLE, "Too much to do right now; try again"),
  LIMITS_UNAVAILABLE(
      HttpStatus.SERVICE_UNAVAILABLE, "Requests cannot be counted right now; try again"),
  KEYS_MISSING(HttpStatus.SERVICE_UNAVAILABLE, "There is no key to encrypt secrets with"),
  KAFKA_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Kafka does not answer; try again"),
  WHATSAPP_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "WhatsApp does not answer; try again"),
  MEDIA_UNAVAILABLE(
      HttpStatus.SERVICE_UNAVAILABLE, "Files cannot be taken or given right now; try again"),
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

  /// Whether the same request may be answered otherwise after a while, which the answer tells.
  public boolean isPassing() {
    return this == REQUEST_IN_PROGRESS
        || status == HttpStatus.TOO_MANY_REQUESTS
        || status == HttpStatus.SERVICE_UNAVAILABLE;
  }

  /// The name as it stands in an answer's `code`, such as `chat_not_found`.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
