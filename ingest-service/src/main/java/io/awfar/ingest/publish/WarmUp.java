package io.awfar.ingest.publish;

/// What is done once events can be published and before the service is ready.
@FunctionalInterface
public interface WarmUp {

  /// Returns when it is done, or soon after its thread is interrupted.
  ///
  /// @throws org.apache.kafka.common.KafkaException if it cannot be done now
  void run() throws InterruptedException;
}
