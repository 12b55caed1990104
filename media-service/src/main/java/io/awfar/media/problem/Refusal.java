package io.awfar.media.problem;

import io.awfar.media.store.StoreUnavailableException;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;

/// Every way in which a request can be refused; a code, once published, keeps its meaning.
public enum Refusal {
  BAD_REQUEST(HttpStatus.BAD_REQUEST, "The request is not valid"),
  MULTIPART_MALFORMED(
      HttpStatus.BAD_REQUEST, "The body is not whole, or not multipart/form-data as it says"),
  PART_UNEXPECTED(HttpStatus.BAD_REQUEST, "The body has another part than one file named file"),
  FILE_MISSING(HttpStatus.BAD_REQUEST, "The body has no file named file"),
  FILE_EMPTY(HttpStatus.BAD_REQUEST, "The file has no bytes"),
  TOKEN_MISSING(HttpStatus.UNAUTHORIZED, "This route needs a bearer token"),
  TOKEN_INVALID(HttpStatus.UNAUTHORIZED, "The token is not valid or has expired"),
  FORBIDDEN(HttpStatus.FORBIDDEN, "Your role may not do this"),
  ROUTE_NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing at this address"),
  FILE_UNKNOWN(HttpStatus.NOT_FOUND, "The workspace has no such file"),
  METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "This route does not know the method"),
  UPLOAD_TIMEOUT(HttpStatus.REQUEST_TIMEOUT, "The file took too long to arrive"),
  FILE_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The file is larger than one of its kind may be"),
  MEDIA_TYPE_UNSUPPORTED(
      HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body must be of the type that the route takes"),
  FILE_TYPE_REFUSED(
      HttpStatus.UNSUPPORTED_MEDIA_TYPE, "WhatsApp takes no files of the type that the bytes are"),
  FILE_MALFORMED(
      HttpStatus.UNPROCESSABLE_CONTENT, "The file is not whole, or not of its type alone"),
  FILE_KIND_UNFIT(
      HttpStatus.UNPROCESSABLE_CONTENT, "The file cannot be sent as what it is to be sent as"),
  FILE_REFUSED(HttpStatus.UNPROCESSABLE_CONTENT, "WhatsApp does not take the file"),
  INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side"),
  BUSY(HttpStatus.SERVICE_UNAVAILABLE, "Too much to do right now; try again"),
  KEYS_UNAVAILABLE(
      HttpStatus.SERVICE_UNAVAILABLE, "The keys of tokens cannot be had right now; try again"),
  STORE_UNAVAILABLE(
      HttpStatus.SERVICE_UNAVAILABLE, "The store of files does not answer; try again"),
  WHATSAPP_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "WhatsApp does not answer; try again"),
  KAFKA_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Kafka does not answer; try again");

  private final HttpStatus status;
  private final String title;

  Refusal(HttpStatus status, String title) {
    this.status = status;
    this.title = title;
  }

  /// As what a request that failed in this way is answered.
  public static Refusal of(Throwable failure) {
    return switch (failure) {
      case RefusedException e -> e.refusal();
      case StoreUnavailableException _ -> STORE_UNAVAILABLE;
      case UnsupportedMediaTypeStatusException _ -> MEDIA_TYPE_UNSUPPORTED;
      case MethodNotAllowedException _ -> METHOD_NOT_ALLOWED;
      case ResponseStatusException e when e.getStatusCode().value() == 404 -> ROUTE_NOT_FOUND;
      case ResponseStatusException e when e.getStatusCode().is4xxClientError() -> BAD_REQUEST;
      default -> INTERNAL_ERROR;
    };
  }

  public HttpStatus status() {
    return status;
  }

  public String title() {
    return title;
  }

  /// The name as it stands in an answer's `code`, such as `file_too_large`.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
