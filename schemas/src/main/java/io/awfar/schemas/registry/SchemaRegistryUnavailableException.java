package io.awfar.schemas.registry;

import org.apache.kafka.common.errors.RetriableException;

/// No registry answered in time; nothing is wrong with the record, so try again and never
/// dead-letter it.
public final class SchemaRegistryUnavailableException extends RetriableException {

  private static final long serialVersionUID = 1L;

  public SchemaRegistryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
