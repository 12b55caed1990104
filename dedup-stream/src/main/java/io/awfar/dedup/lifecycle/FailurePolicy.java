package io.awfar.dedup.lifecycle;

import org.apache.kafka.common.errors.ApplicationRecoverableException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.TaskMigratedException;

/// Sorts failures of stream threads: what another try may cure, and what it cannot.
enum FailurePolicy {
  /// A dependency is down or we were fenced: replace the thread, which repeats from the last
  /// commit.
  RETRY,
  /// Wrong settings, missing rights, a refused schema or a mistake of ours: stop, and let whoever
  /// runs the service know.
  STOP;

  /// What to do about a failure, judged by its chain of causes.
  static FailurePolicy of(Throwable failure) {
    FailurePolicy policy = STOP;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case AuthenticationException e -> {
          return STOP;
        }
        case AuthorizationException e -> {
          return STOP;
        }
        case Error e -> {
          return STOP;
        }
        case RetriableException e -> policy = RETRY;
        case ApplicationRecoverableException e -> policy = RETRY;
        case OutOfOrderSequenceException e -> policy = RETRY;
        case TaskMigratedException e -> policy = RETRY;
        case MissingSourceTopicException e -> policy = RETRY;
        default -> {}
      }
    }
    return policy;
  }
}
