package io.awfar.schemas.registry;

import org.apache.kafka.common.errors.SerializationException;

/// A record names a schema id that the registry does not know.
public final class UnknownSchemaException extends SerializationException {

  private static final long serialVersionUID = 1L;

  public UnknownSchemaException(String message) {
    super(message);
  }
}
