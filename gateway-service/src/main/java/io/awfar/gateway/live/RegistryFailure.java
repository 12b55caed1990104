package io.awfar.gateway.live;

import io.awfar.schemas.registry.SchemaRefusedException;
import org.apache.kafka.common.errors.RetriableException;

/// Tells a registry that does not serve us from a record that is broken.
final class RegistryFailure {

  private RegistryFailure() {}

  /// Whether the registry could not be reached or refused to answer. Another vendor's deserializer
  /// wraps the network's exceptions into the same type that it uses for broken records.
  static boolean isIn(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RetriableException
          || cause instanceof SchemaRefusedException
          || cause.getClass().getPackageName().startsWith("java.net")) {
        return true;
      }
    }
    return false;
  }
}
