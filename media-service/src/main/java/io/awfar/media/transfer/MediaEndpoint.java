package io.awfar.media.transfer;

import io.awfar.whatsapp.MediaOutcome;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/// `/actuator/media`: how many files came to which end since this instance started.
@Endpoint(id = "media")
public final class MediaEndpoint {

  private final TransferMetrics metrics;

  MediaEndpoint(TransferMetrics metrics) {
    this.metrics = metrics;
  }

  /// Files by outcome.
  public record Counts(long stored, long failed, long expired) {}

  /// The counts now.
  @ReadOperation
  public Counts counts() {
    return new Counts(
        metrics.count(MediaOutcome.STORED),
        metrics.count(MediaOutcome.FAILED),
        metrics.count(MediaOutcome.EXPIRED));
  }
}
