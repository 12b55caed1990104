package io.awfar.schemas.registry;

import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.RetriableException;

/// Tells a registry that does not let a record be read from a record that nobody can read.
public final class RegistryFailure {

  private static final String CONFLUENTS_ANSWER =
      "io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException";
  private static final String UNKNOWN_ID = "error code: 40403";

  private RegistryFailure() {}

  /// Whether a record could not be read for want of a registry: it must be tried again and never
  /// become a dead letter.
  ///
  /// @param failure of a deserializer, ours or Confluent's, which reports a registry that is away
  ///   or refuses as it does a broken record, or as a wrong setting
  public static boolean isIn(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RetriableException
          || cause instanceof SchemaRefusedException
          || cause instanceof InvalidConfigurationException
          || isOfTheNetwork(cause)
          || isConfluentsRefusal(cause)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfTheNetwork(Throwable cause) {
    String from = cause.getClass().getPackageName();
    return from.startsWith("java.net")
        || from.startsWith("javax.net")
        || from.startsWith("java.nio.channels");
  }

  /// By name, since their classes are there in one build only.
  private static boolean isConfluentsRefusal(Throwable cause) {
    String message = cause.getMessage();
    return cause.getClass().getName().equals(CONFLUENTS_ANSWER)
        && (message == null || !message.endsWith(UNKNOWN_ID));
  }
}
