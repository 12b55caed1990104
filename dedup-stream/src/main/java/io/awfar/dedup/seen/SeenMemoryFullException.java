package io.awfar.dedup.seen;

import org.apache.kafka.common.errors.RetriableException;

/// No room to remember another event. The stream waits rather than forget one: there is room again
/// when partitions move to other instances or the service is started with more memory.
public final class SeenMemoryFullException extends RetriableException {

  private static final long serialVersionUID = 1L;

  SeenMemoryFullException(String message) {
    super(message);
  }
}
