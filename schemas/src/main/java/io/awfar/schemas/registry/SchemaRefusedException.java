package io.awfar.schemas.registry;

import org.apache.kafka.common.errors.SerializationException;

/// The registry answered and said no; the same request will be refused again.
public final class SchemaRefusedException extends SerializationException {

  private static final long serialVersionUID = 1L;

  public SchemaRefusedException(String message) {
    super(message);
  }
}
