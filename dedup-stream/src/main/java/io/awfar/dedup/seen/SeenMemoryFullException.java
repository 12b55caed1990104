package io.awfar.dedup.seen;

import org.apache.kafka.common.errors.RetriableException;

/// No room to remember another event, which happens when more came in than is left between full and
/// the bound. The stream repeats from the last commit rather than forget an event: there is room
/// again when partitions move to other instances or the service is started with more memory.
public final class SeenMemoryFullException extends RetriableException {

  private static final long serialVersionUID = 1L;

  public SeenMemoryFullException(String message) {
    super(message);
  }
}
