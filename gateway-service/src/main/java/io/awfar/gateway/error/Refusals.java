package io.awfar.gateway.error;

import static io.awfar.gateway.error.ErrorCode.*;

import io.awfar.gateway.error.Problem.Violation;
import io.netty.channel.ChannelException;
import io.r2dbc.spi.R2dbcException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.springframework.core.MethodParameter;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;

/// Which refusal an exception becomes.
final class Refusals {

  /// A table or a function is missing, or may not be read yet.
  private static final Set<String> NOT_READY = Set.of("42P01", "42883", "42501");

  private static final String QUERY_CANCELED = "57014";

  private Refusals() {}

  static ErrorCode of(Throwable failure) {
    return switch (failure) {
      case RefusedException e -> e.code();
      case WebExchangeBindException _ -> VALIDATION_FAILED;
      case ServerWebInputException e -> ofInput(e);
      case ResponseStatusException e -> ofStatus(e.getStatusCode().value());
      // Reactor Netty's class for it is not public; what else befalls the caller's connection gets
      // an answer that nobody is there to read.
      case ChannelException _ -> REQUEST_TIMEOUT;
      case DataBufferLimitException _ -> BODY_TOO_LARGE;
      case DecodingException _ -> MALFORMED_BODY;
      case BadJwtException _ -> TOKEN_INVALID;
      // The keys could not be read.
      case JwtException _ -> DATABASE_UNAVAILABLE;
      case RejectedExecutionException _ -> BUSY;
      case TimeoutException _ -> DATABASE_UNAVAILABLE;
      case DataIntegrityViolationException _ -> INTERNAL_ERROR;
      case DataAccessException e -> ofDatabase(e);
      default -> INTERNAL_ERROR;
    };
  }

  private static ErrorCode ofInput(ServerWebInputException e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof DataBufferLimitException) {
        return BODY_TOO_LARGE;
      }
    }
    MethodParameter parameter = e.getMethodParameter();
    if (parameter != null && parameter.hasParameterAnnotation(PathVariable.class)) {
      // An id that no row can have is a row that does not exist.
      return ROUTE_NOT_FOUND;
    }
    return parameter != null && parameter.hasParameterAnnotation(RequestParam.class)
        ? VALIDATION_FAILED
        : MALFORMED_BODY;
  }

  /// What is wrong with a value of the query.
  static List<Violation> ofQuery(ServerWebInputException e) {
    MethodParameter parameter = e.getMethodParameter();
    if (parameter == null || !parameter.hasParameterAnnotation(RequestParam.class)) {
      return List.of();
    }
    String name = Objects.requireNonNullElse(parameter.getParameterName(), "query");
    boolean isFlag = parameter.getParameterType() == boolean.class;
    return List.of(
        new Violation(
            name, "type", isFlag ? "must be true or false" : "does not have the right form"));
  }

  private static ErrorCode ofStatus(int status) {
    return switch (status) {
      case 401 -> TOKEN_INVALID;
      case 403 -> FORBIDDEN;
      case 404 -> ROUTE_NOT_FOUND;
      case 405 -> METHOD_NOT_ALLOWED;
      case 406 -> NOT_ACCEPTABLE;
      case 413 -> BODY_TOO_LARGE;
      case 415 -> MEDIA_TYPE_UNSUPPORTED;
      case 503 -> BUSY;
      default -> status < 500 ? BAD_REQUEST : INTERNAL_ERROR;
    };
  }

  /// Tables that persistence-service has not made yet, or not granted, count as a database that is
  /// not ready; any other answer of the database to a wrong statement is our bug.
  private static ErrorCode ofDatabase(DataAccessException e) {
    if (e.getMostSpecificCause() instanceof R2dbcException cause && cause.getSqlState() != null) {
      String state = cause.getSqlState();
      boolean ours = state.startsWith("42") || state.startsWith("22");
      return ours && !NOT_READY.contains(state) && !state.equals(QUERY_CANCELED)
          ? INTERNAL_ERROR
          : DATABASE_UNAVAILABLE;
    }
    return DATABASE_UNAVAILABLE;
  }
}
